// `Open in Lab`: the shown zones as a script, each as large as the text tells, and the requests that people ask
// about, so that they can be stepped through. Where /proc/pagetypeinfo belongs to them, by migratetype; where the
// watermarks are told, with those, so that what failed for their sake fails again.

import type { Reading } from '../kernel-text/reading.ts'
import type { LabRequest } from '../memory/lab-machine.ts'
import {
  type LabOptions,
  type LabScript,
  type LabSize,
  type LabZone,
  labScript,
} from '../memory/lab-script.ts'
import type { Count, TypeMemory } from '../memory/memory.ts'
import type { DiagnoseOptions, Marks } from './diagnosis.ts'
import { hasMarks, linuxOf } from './lab-linux.ts'
import { typedZones, usableZones } from './lab-types.ts'
import { type Request, requestOf } from './request.ts'
import { type Scene, sceneOf } from './scene.ts'
import { atLeast, zoneTypes } from './type-memory.ts'
import { COSTLY_ORDER } from './zone-verdict.ts'

export function labOf(reading: Reading, options: DiagnoseOptions): LabScript {
  const scene = sceneOf(reading, options)
  // A script takes exact counts alone, or says that it cannot.
  const exact = scene.zones.filter(({ exactFrom }) => exactFrom === 0)
  const asked = scene.report && requestOf(scene.report)
  const usable = usableZones(exact, asked)
  const bounds = scene.zones.filter(({ exactFrom }) => exactFrom > 0)
  const capped = zoneTypes(scene).filter(({ node, zone }) =>
    bounds.some((one) => one.node === node && one.zone === zone),
  )
  const plain: LabZone[] = [
    ...usable.zones,
    ...capped.map(({ node, zone, types }) => ({ node, zone, counts: cappedCounts(types) })),
  ]
  const typed = capped.length > 0 ? null : typedZones(scene)
  return labScript(typed?.zones ?? plain, scene.marks.flatMap(sizeOf), {
    pageSize: scene.pageSize.bytes,
    pageblockOrder: scene.pageblock.order,
    title: `Free memory as read from ${scene.zonesFrom}`,
    requests: requestsOf(scene, asked),
    ...machineOf(scene, typed?.notes ?? null, usable.notes),
  })
}

/** Without marks and without types there is nothing that the Linux machine would do otherwise. */
function machineOf(
  scene: Scene,
  typed: readonly string[] | null,
  usable: readonly string[],
): Pick<LabOptions, 'linux' | 'plainNotes'> {
  if (typed) return { linux: linuxOf(scene, true, typed) }
  if (hasMarks(scene))
    return {
      linux: linuxOf(scene, false, [
        'Migratetypes are not told by numbers, so grouping is off: any request may take any block.',
        ...usable,
      ]),
    }
  // Nothing failed here: that the marks are not there is told by the diagnosis.
  return scene.report === null
    ? {}
    : {
        plainNotes: [
          'Watermarks, lowmem_reserve and migratetypes are left out: the text does not tell the min marks of all zones.',
          ...usable,
        ],
      }
}

function sizeOf({ node, zone, marks }: Scene['marks'][number]): LabSize[] {
  const told = (['managed', 'present', 'spanned'] as const).find((key) => (marks[key] ?? 0) > 0)
  if (!told) return []
  return [{ node, zone, pages: marks[told] ?? 0, from: `${told} in ${sourceOf(marks)}` }]
}

function sourceOf({ from }: Marks): string {
  return from === 'zoneinfo' ? '/proc/zoneinfo' : 'Mem-Info'
}

/** All types together: capped where one of them is. */
function cappedCounts(types: readonly TypeMemory[]): Count[] {
  const orders = Math.max(0, ...types.map(({ counts }) => counts.length))
  return Array.from({ length: orders }, (_, order): Count => {
    const counts = types.map((type) => type.counts[order] ?? 0)
    const sum = counts.reduce<number>((total, count) => total + atLeast(count), 0)
    return counts.every((count) => typeof count === 'number') ? sum : `>${sum}`
  })
}

function requestsOf({ pageblock }: Scene, asked: Request | null): LabRequest[] {
  const usual = [
    { name: 'network-buffer', order: COSTLY_ORDER },
    { name: pageblock.name.replace(' ', '-'), order: pageblock.order, isMovable: true },
  ]
  const all = asked === null ? usual : [failedRequest(asked), ...usual]
  return all.filter(
    ({ order }, i) => order >= 0 && all.findIndex((one) => one.order === order) === i,
  )
}

function failedRequest({ order, isMovable, highest, canWait, isHigh }: Request): LabRequest {
  return {
    name: 'what-failed',
    order,
    isMovable,
    failed: { order, highest, isAtomic: canWait === false && isHigh },
  }
}
