import { LINUX } from '../buddy/linux/machine.ts'
import { LINUX_WORDS } from '../explain/linux.ts'
import type { LinuxParts } from './linux-parts.ts'

/** Everything that a run with `needsLinux` is given. */
export const LINUX_PARTS: LinuxParts = { machine: LINUX, words: LINUX_WORDS }
