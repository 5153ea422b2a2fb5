// What the Lab's Linux machine is told besides its free blocks: whose rules, and how much is kept back.

import { isBefore, versionOf } from '../kernel-text/kernel-release.ts'
import type { LabLinux } from '../memory/lab-machine.ts'
import type { ToldMarks } from '../memory/lab-marks.ts'
import { formatCount, type Pages } from '../units.ts'
import { minFreeOf, sharingZones } from './min-free.ts'
import { requestOf } from './request.ts'
import type { Scene } from './scene.ts'
import { classIndex, reserveRows } from './zone-class.ts'

export function linuxOf(scene: Scene, grouping: boolean, notes: readonly string[]): LabLinux {
  const minFree = minFreePages(scene)
  const { kernel, note } = rulesOf(scene)
  return {
    grouping,
    kernel,
    minFree: minFree?.pages ?? null,
    marks: toldMarks(scene),
    notes: [
      ...notes,
      'Memory in use belongs to nobody by name: it neither moves nor is reclaimed. Per-CPU lists begin empty.',
      minFree === null
        ? 'Watermarks are off: the text does not tell the min marks of all zones.'
        : `min-free is ${minFree.from}, ${formatCount(minFree.pages)} pages; the zones share it by their size.`,
      note,
    ],
  }
}

/** The min marks of all zones that share min-free are told. */
export function hasMarks(scene: Scene): boolean {
  return minFreePages(scene) !== null
}

/** Without the boost; null: a zone that shares it is not told. */
function minFreePages(scene: Scene): { pages: Pages; from: string } | null {
  const { zones, marks } = scene
  const shared = zones.filter(({ zone }) => zone !== 'HighMem' && zone !== 'Movable')
  let sum = 0
  for (const { node, zone } of shared) {
    const own = marks.find((one) => one.node === node && one.zone === zone)?.marks
    if (own?.min === null || own?.min === undefined) return null
    sum += Math.max(0, own.min - (own.boost ?? 0))
  }
  if (shared.length === 0 || sum === 0) return null
  // Shares are rounded down, so their sum gives each zone a page less, where another number gives just these.
  const sharing = sharingZones(scene)
  const isSame =
    sharing.length === shared.length &&
    sharing.every(
      (one) =>
        one.managed !== null &&
        shared.some(({ node, zone }) => node === one.node && zone === one.zone),
    )
  const exact = isSame ? minFreeOf(sharing) : null
  return exact
    ? { pages: exact.from, from: 'what gives the min marks of the text' }
    : { pages: sum, from: 'the sum of the min marks in the text' }
}

/** `reserve` is for the request that the report is about. */
function toldMarks(scene: Scene): ToldMarks[] {
  const request = scene.report && requestOf(scene.report)
  const index = request ? classIndex(reserveRows(scene.marks), request.highest) : null
  return scene.marks.map(({ node, zone, marks }) => ({
    node,
    zone,
    min: marks.min,
    low: marks.low,
    high: marks.high,
    boost: marks.boost ?? 0,
    free: marks.free,
    reserve: index === null ? null : (marks.reserve[index] ?? null),
  }))
}

/** The newest whose rules are no newer than the text's kernel; older ones than all go by the oldest. */
function rulesOf({ reading }: Scene): { kernel: LabLinux['kernel']; note: string } {
  const release = reading.reports.findLast((report) => report.release !== null)?.release ?? null
  const version = release === null ? null : versionOf(release)
  if (!version)
    return { kernel: null, note: 'The text does not tell its kernel: the rules are those of 6.18.' }
  const kernel = !isBefore(version, 6, 15)
    ? '6.18'
    : !isBefore(version, 6, 10)
      ? '6.12'
      : !isBefore(version, 5, 18)
        ? '6.1'
        : '5.10'
  return { kernel, note: `The text is of kernel ${release}: the rules are those of ${kernel}.` }
}
