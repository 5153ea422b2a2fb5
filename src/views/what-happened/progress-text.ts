import { formatCount } from '../../core/units.ts'

const MILLION = 1_000_000

/** `1.24 of 2.00 million actions`, `3 400 of 25 464 actions`. */
export function progressText(done: number, total: number): string {
  if (total < MILLION) return `${formatCount(done)} of ${formatCount(total)} actions`
  return `${inMillions(done)} of ${inMillions(total)} million actions`
}

function inMillions(count: number): string {
  return (count / MILLION).toFixed(2)
}
