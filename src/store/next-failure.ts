import type { Step } from '../core/units.ts'

/** The first failure (steps, ascending) after a step; null: none is ahead. */
export function nextFailure(failures: ArrayLike<Step>, step: Step): Step | null {
  let low = 0
  let high = failures.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((failures[middle] as number) <= step) low = middle + 1
    else high = middle
  }
  return failures[low] ?? null
}
