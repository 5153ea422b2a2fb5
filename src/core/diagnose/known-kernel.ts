// Which kernel a report is of, at least and at most: it names its release, or tells kernels whose flags have its bits,
// and what only newer ones print can show that a distribution's kernel has more than its number says. By the least
// its rules are chosen, by the most the knobs that can be there.

import { isBefore, type Version, versionOf } from '../kernel-text/kernel-release.ts'
import type { Report } from '../kernel-text/reading.ts'
import type { Case } from './case.ts'

/**
 * The release in the report; else the first kernel whose flags have these bits, or 4.6 where names are printed, or
 * the first that prints what is printed there, whichever is later.
 */
export function kernelOf({ release, era, since }: Report): Version | null {
  const told = release === null ? null : versionOf(release)
  if (told) return told
  const first = since === null ? null : versionOf(since)
  if (era && !era.isGuess) return laterOf(versionOf(era.kernels ?? '4.6'), first)
  // That a kernel is at least this old does not say that the rules of before 4.4 hold.
  return first && !isBefore(first, 4, 4) ? first : null
}

function laterOf(one: Version | null, other: Version | null): Version | null {
  if (!one || !other) return one ?? other
  return isBefore(one, other.major, other.minor) ? other : one
}

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
  if (!newest || !isBefore(newest, ...since)) return false
  return reports.every((report) => {
    const least = report.since === null ? null : versionOf(report.since)
    return least === null || isBefore(least, ...since)
  })
}

/** Its release, else the last kernel whose flags have these bits; null: not told. */
function newestOf({ release, era }: Report): Version | null {
  const told = release === null ? null : versionOf(release)
  if (told || !era || era.isGuess || era.kernels === null) return told
  const last = / to ([\d.]+)$/.exec(era.kernels)?.[1]
  return last === undefined ? null : versionOf(last)
}
