// The shown zones with their free blocks by migratetype, as the Lab can have them: from the
// /proc/pagetypeinfo that belongs to them. A count at which the kernel stopped (`>100000`) is what
// /proc/buddyinfo leaves for it. A report tells letters alone: of them what failed may use or not.

import type { LabZone } from '../memory/lab-script.ts'
import type { Count, TypeMemory } from '../memory/memory.ts'
import { allTypes, type TypedBlocks } from '../memory/typed-layout.ts'
import { formatCount, MIGRATETYPES, type Migratetype } from '../units.ts'
import { pagesOf } from './orders.ts'
import { mayTakeHighatomic, type Request } from './request.ts'
import type { Scene, ZoneScene } from './scene.ts'
import { pagesOfType } from './type-memory.ts'

interface TypedZones {
  readonly zones: readonly LabZone[]
  readonly notes: readonly string[]
}

/** null: some zone's types are not told, or are of no kind that scripts know. */
export function typedZones({ source, zones }: Scene): TypedZones | null {
  // A report is of its own moment, and tells letters alone.
  if (zones.length === 0 || (source !== 'buddyinfo' && source !== 'pagetypeinfo')) return null
  const notes: string[] = []
  const typed: LabZone[] = []
  for (const zone of zones) {
    const types = typesOf(zone, notes)
    if (types === null) return null
    typed.push({ node: zone.node, zone: zone.zone, counts: allTypes(types), types })
  }
  if (source === 'buddyinfo') notes.push(...apartNotes(zones, typed))
  return { zones: typed, notes: ['Free blocks by type are those of /proc/pagetypeinfo.', ...notes] }
}

function typesOf({ node, zone, counts, types }: ZoneScene, notes: string[]): TypedBlocks[] | null {
  if (types.length === 0) return null
  const label = `Node ${node}, zone ${zone}`
  const blocks = new Map<Migratetype, number[]>()
  for (const row of types) {
    const own = wholeCounts(row, types, counts)
    if (own === null) return null
    const isEmpty = own.every((count) => count === 0)
    const type = scriptType(row.type)
    if (type === null && !isEmpty) {
      if (row.type !== 'Isolate') return null
      notes.push(`${label}: isolated blocks are in use here: nobody may have them.`)
    }
    if (type === null) continue
    if (row.type === 'CMA' && !isEmpty)
      notes.push(`${label}: blocks of CMA are Movable here: that is whom they serve.`)
    const before = blocks.get(type)
    blocks.set(type, before ? own.map((count, order) => count + (before[order] ?? 0)) : own)
  }
  return [...blocks].map(([type, counts]) => ({ type, counts }))
}

function scriptType(type: string): Migratetype | null {
  if (type === 'CMA') return 'Movable'
  return MIGRATETYPES.find((known) => known === type) ?? null
}

/** Its counts, a capped one as what the zone's own leave; null: that cannot be told. */
function wholeCounts(
  row: TypeMemory,
  types: readonly TypeMemory[],
  zone: readonly number[],
): number[] | null {
  const counts = row.counts.map((count, order) => {
    if (typeof count === 'number') return count
    const others = types.filter((type) => type !== row).map(({ counts }) => counts[order] ?? 0)
    if (others.some((other) => typeof other !== 'number')) return null
    const left = (zone[order] ?? 0) - others.reduce<number>((sum, other) => sum + Number(other), 0)
    return left >= cap(count) ? left : null
  })
  return counts.includes(null) ? null : counts.filter((count) => count !== null)
}

function cap(count: Count): number {
  return Number(String(count).replace('>', ''))
}

/** Where the two files were not read at the same moment. */
function apartNotes(zones: readonly ZoneScene[], typed: readonly LabZone[]): string[] {
  return zones.flatMap(({ node, zone, counts }, i) => {
    const other = typed[i]?.counts ?? []
    if (counts.every((count, order) => count === (other[order] ?? 0))) return []
    const pages = pagesOfType({ node, zone, type: '', counts: other })
    const shown = pagesOfType({ node, zone, type: '', counts })
    return [
      `Node ${node}, zone ${zone}: ${formatCount(pages)} pages by type, ${formatCount(shown)} in /proc/buddyinfo: they were read at different moments, or some are isolated.`,
    ]
  })
}

/** Blocks of types that what failed may not take are in use where the letters tell that there are no others. */
export function usableZones(zones: readonly ZoneScene[], asked: Request | null): TypedZones {
  const notes: string[] = []
  const types = `UMER${asked?.isMovable ? 'C' : ''}${asked && mayTakeHighatomic(asked) ? 'H' : ''}`
  const usable = zones.map(({ node, zone, counts, letters }): LabZone => {
    const isClosed = (order: number) => {
      const told = letters[order] ?? ''
      return asked !== null && told !== '' && ![...told].some((letter) => types.includes(letter))
    }
    const open = counts.map((count, order) => (isClosed(order) ? 0 : count))
    const pages = pagesOf(counts) - pagesOf(open)
    if (pages > 0)
      notes.push(
        `Node ${node}, zone ${zone}: ${formatCount(pages)} pages in blocks that are of CMA, HighAtomic or Isolate alone are in use here: what failed may not have them.`,
      )
    return { node, zone, counts: open }
  })
  return { zones: usable, notes }
}
