// The machine of a script made of a reading, and the requests that it is asked: the textbook's where the text tells
// neither types nor marks, else the Linux one.

import type { Kernel } from '../buddy/config.ts'
import { type ZoneMarks, zoneMarks } from '../buddy/linux/min-free.ts'
import type { Bytes, Order, Pages, ZoneName } from '../units.ts'
import {
  differenceText,
  type LabFailed,
  type LabPlace,
  rankOf,
  servedText,
  servingZone,
  type ToldMarks,
} from './lab-marks.ts'
import { quote, scriptSize } from './lab-text.ts'

export interface LabLinux {
  /** Free blocks by migratetype; without, any request may take any block. */
  readonly grouping: boolean
  /** Whose rules to follow; null: the text does not tell. */
  readonly kernel: Kernel | null
  /** What the min marks of all zones that share it come to; null: not told. */
  readonly minFree: Pages | null
  /** As the text has them. */
  readonly marks: readonly ToldMarks[]
  /** What is said of all this. */
  readonly notes: readonly string[]
}

export interface LabRequest {
  readonly name: string
  readonly order: Order
  /** Memory of a process. */
  readonly isMovable?: boolean
  /** It failed in the text. */
  readonly failed?: LabFailed
}

export interface LabMachine {
  readonly lines: readonly string[]
  readonly isLinux: boolean
  /** Of each zone; null: no mark holds. */
  readonly marks: readonly ZoneMarks[] | null
  /** Those of the text. */
  readonly told: readonly ToldMarks[]
  readonly notes: readonly string[]
}

/** One block a request, from the head of its list, as Linux takes it. */
export const PLAIN_MACHINE: LabMachine = {
  lines: ['fit round', 'placement lifo'],
  isLinux: false,
  marks: null,
  told: [],
  notes: [],
}

export function linuxMachine(
  zones: readonly LabPlace[],
  pageSize: Bytes,
  { grouping, kernel, minFree, marks: told }: LabLinux,
  failed: LabFailed | null,
): LabMachine {
  const lines = [
    'policy linux',
    ...(grouping ? [] : ['grouping off']),
    ...(kernel === null ? [] : [`kernel ${kernel}`]),
  ]
  const off = { lines: [...lines, 'watermarks off'], isLinux: true, marks: null, told }
  if (minFree === null) return { ...off, notes: [] }
  const marks = zoneMarks(zones.map(sized), minFree)
  if (marks.some(({ min }, i) => min > (zones[i]?.pages ?? 0))) {
    const why = 'Watermarks are off: those of the text are larger than a zone that is smaller here.'
    return { ...off, notes: [why] }
  }
  const line = `min-free ${scriptSize(minFree * pageSize)}`
  const apart = differenceText(zones, marks, told, failed)
  const notes = apart === '' ? [] : [apart]
  return { lines: [...lines, line], isLinux: true, marks, told, notes }
}

/** What is to be known of the request that failed, where it does not fail here. */
export function outcomeNotes(
  zones: readonly LabPlace[],
  machine: LabMachine,
  maxOrder: Order,
  { name, order, failed }: LabRequest,
): string[] {
  if (!failed) return []
  if (order > maxOrder)
    return [`${name} is left out: order ${order} is above the largest, ${maxOrder}.`]
  if (!hasZoneFor(zones, failed)) return [`${name} is left out: it may use none of these zones.`]
  const serving = servingZone(zones, machine.marks, failed)
  return serving ? [servedText(serving, name, machine.told)] : []
}

export function requestLines(
  zones: readonly LabPlace[],
  machine: LabMachine,
  { name, order, isMovable = false, failed }: LabRequest,
): string[] {
  if (failed && !hasZoneFor(zones, failed)) return []
  const words = [
    `alloc ${name} order ${order}`,
    machine.isLinux && isMovable ? 'movable' : '',
    failed ? zoneModifier(zones, machine.isLinux && !isMovable ? 'Normal' : 'Movable', failed) : '',
    machine.isLinux && failed?.isAtomic ? 'atomic' : '',
  ]
  const line = words.filter(Boolean).join(' ')
  if (!failed) return [line]
  const serving = servingZone(zones, machine.marks, failed)
  return serving
    ? [`say ${quote(servedText(serving, name, machine.told))}`, line]
    : [line, 'expect fail']
}

function hasZoneFor(zones: readonly LabPlace[], { highest }: LabFailed): boolean {
  return zones.some(({ zone }) => rankOf(zone) <= rankOf(highest))
}

/** `zone DMA32`, where the zones that it may use are not those of a request that names none. */
function zoneModifier(zones: readonly LabPlace[], usual: ZoneName, { highest }: LabFailed): string {
  const [least, most] = [rankOf(usual), rankOf(highest)].sort((a, b) => a - b)
  const isOther = zones.some(
    ({ zone }) => rankOf(zone) > (least ?? 0) && rankOf(zone) <= (most ?? 0),
  )
  return isOther ? `zone ${highest}` : ''
}

function sized({ zone, pages }: LabPlace): { zone: ZoneName; pages: Pages } {
  return { zone: zone as ZoneName, pages }
}
