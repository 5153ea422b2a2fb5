// The words for what only the Linux machine does, loaded with it (linux.ts has them).

import type { BuddyEvent } from '../buddy/event.ts'
import type { Machine } from '../buddy/machine.ts'
import type { Request } from '../buddy/request.ts'
import type { Order } from '../units.ts'
import type { Explanation } from './explanation.ts'
import type { Scene } from './scene.ts'

export interface LinuxWords {
  /** A line of the list of small steps; null: as the textbook's. */
  stepText(scene: Scene, event: BuddyEvent): string | null
  /** Why a small step is as it is: a sentence or two; null: as the textbook's. */
  whyStep(scene: Scene, event: BuddyEvent): string | null
  /** A whole action; null: the words for the textbook's machine will do. */
  explainAction(scene: Scene): Explanation | null
  /** What the kernel logs of a request that failed; the machine stands as it was then. */
  failureLog(machine: Machine, task: string, order: Order, request: Request): string
  /** For the margin of its line: `2 moved`; null: as the textbook's. */
  margin(scene: Scene): string | null
  /** For the history: `claims Movable pageblock 512`; null: as the textbook's. */
  brief(scene: Scene): string | null
}
