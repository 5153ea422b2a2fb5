// Whether a knob can be there: a report names its kernel, or tells kernels whose flags have its bits, and a table
// that only newer ones print can show that a distribution's kernel has more than its number says.

import { type Version, versionOf } from '../kernel-text/kernel-release.ts'
import type { Case } from './case.ts'

/** Kernels that have it: `[2, 6, 35]`, `[5, 9]`. */
export type Since = readonly [major: number, minor: number, patch?: number]

export const COMPACTION: Since = [2, 6, 35]
export const HUGE_PAGES: Since = [2, 6, 38]
export const WATERMARK_SCALE: Since = [4, 6]
export const WATERMARK_BOOST: Since = [5, 0]
export const PROACTIVE_COMPACTION: Since = [5, 9]

/** The text tells that its kernel is older, and prints nothing that newer ones brought. */
export function isTooOld({ scene }: Pick<Case, 'scene'>, since: Since): boolean {
  const { reports } = scene.reading
  const newest = reports.map((report) => newestOf(report)).findLast((one) => one !== null)
  if (!newest || !isOlder(newest, since)) return false
  return reports.every((report) => {
    const least = report.since === null ? null : versionOf(report.since)
    return least === null || isOlder(least, since)
  })
}

/** Its release, else the last kernel whose flags have these bits; null: not told. */
function newestOf({ release, era }: Case['scene']['reading']['reports'][number]): Version | null {
  const told = release === null ? null : versionOf(release)
  if (told || !era || era.isGuess || era.kernels === null) return told
  const last = / to ([\d.]+)$/.exec(era.kernels)?.[1]
  return last === undefined ? null : versionOf(last)
}

function isOlder({ major, minor, patch }: Version, since: Since): boolean {
  const [a, b, c = 0] = since
  if (major !== a) return major < a
  if (minor !== b) return minor < b
  // Up to 2.6 the third number is what later the second is.
  return patch < c
}
