// What the Linux machine did, in words.

import { linuxStepText, whyLinuxStep } from './linux-step.ts'
import type { LinuxWords } from './linux-words.ts'

export const LINUX_WORDS: LinuxWords = {
  stepText: linuxStepText,
  whyStep: whyLinuxStep,
  explainAction: () => null,
  margin: () => null,
  brief: () => null,
}
