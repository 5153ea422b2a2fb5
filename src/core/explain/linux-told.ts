// What the tests of the Linux machine's sentences begin with, and what they look at.

import type { StepView } from '../run/summary.ts'

export const lines = (...all: string[]) => `${all.join('\n')}\n`

export const BASE = [
  'policy linux',
  'pageblock-order 4',
  'max-order 5',
  'min-free 128K',
  'memory 2M',
]

/** Grouping alone, in two pageblocks. */
export const BARE = [
  'policy linux',
  'pcp off',
  'watermarks off',
  'pageblock-order 3',
  'max-order 3',
  'memory 64K',
]

/** What is said of an action. */
export function told({ explanation, action }: StepView) {
  const { fact, why, follows, log } = explanation
  return { fact, why, follows, log, margin: action?.margin, brief: action?.brief }
}
