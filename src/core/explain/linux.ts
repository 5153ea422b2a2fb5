// What the Linux machine did, in words.

import type { Explanation } from './explanation.ts'
import { explainCompact, explainDrain, explainReclaim, explainSet } from './linux-act.ts'
import { explainLinuxAlloc } from './linux-alloc.ts'
import { explainLinuxFailure } from './linux-failure.ts'
import { explainLinuxFree } from './linux-free.ts'
import { failureLog } from './linux-log.ts'
import { linuxBrief, linuxMargin } from './linux-row.ts'
import { linuxStepText, whyLinuxStep } from './linux-step.ts'
import type { LinuxWords } from './linux-words.ts'
import type { Scene } from './scene.ts'

export const LINUX_WORDS: LinuxWords = {
  stepText: linuxStepText,
  whyStep: whyLinuxStep,
  explainAction,
  failureLog,
  margin: linuxMargin,
  brief: linuxBrief,
}

/** null on a plain machine: the textbook's words are for it. */
function explainAction(scene: Scene): Explanation | null {
  const { op, failure, machine } = scene
  switch (op) {
    case 'alloc':
      if (machine.isPlain) return null
      return failure ? explainLinuxFailure(scene, failure) : explainLinuxAlloc(scene)
    case 'free':
      return explainLinuxFree(scene)
    case 'compact':
      return explainCompact(scene)
    case 'reclaim':
      return explainReclaim(scene)
    case 'drain':
      return explainDrain(scene)
    case 'set':
      return explainSet(scene)
  }
}
