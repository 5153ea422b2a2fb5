// What the Lab's Linux machine is told besides its free blocks: whose rules, and how much is kept back.

import { isBefore, versionOf } from '../kernel-text/kernel-release.ts'
import type { LabLinux } from '../memory/lab-script.ts'
import { formatCount, type Pages } from '../units.ts'
import type { Scene } from './scene.ts'

export function linuxOf(scene: Scene, notes: readonly string[]): LabLinux {
  const minFree = minFreeOf(scene)
  const { kernel, note } = kernelOf(scene)
  return {
    kernel,
    minFree,
    notes: [
      ...notes,
      'Memory in use belongs to nobody by name: it neither moves nor is reclaimed. Per-CPU lists begin empty.',
      minFree === null
        ? 'Watermarks are off: the text does not tell the min marks of all zones.'
        : `min-free is the sum of the min marks in the text, ${formatCount(minFree)} pages; the zones share it by their size.`,
      note,
    ],
  }
}

/** Without the boost; null: a zone that shares it is not told. */
function minFreeOf({ zones, marks }: Scene): Pages | null {
  const shared = zones.filter(({ zone }) => zone !== 'HighMem' && zone !== 'Movable')
  let sum = 0
  for (const { node, zone } of shared) {
    const own = marks.find((one) => one.node === node && one.zone === zone)?.marks
    if (own?.min === null || own?.min === undefined) return null
    sum += Math.max(0, own.min - (own.boost ?? 0))
  }
  return shared.length > 0 && sum > 0 ? sum : null
}

/** The newest whose rules are no newer than the text's kernel; older ones than all go by the oldest. */
function kernelOf({ reading }: Scene): { kernel: LabLinux['kernel']; note: string } {
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
