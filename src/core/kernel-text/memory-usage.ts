// What Mem-Info counts of the whole machine (mm/show_mem.c: show_free_areas, __show_mem; mm/page_alloc.c
// and lib/show_mem.c up to 6.1): its first lines, in pages, and its last ones:
//   active_anon:3801 inactive_anon:200 isolated_anon:0
//    active_file:120 …                                  (`Active_anon:` in 2.6.28; `Active:` up to 2.6.27)
//   Node 0 active_anon:15204kB …                        (since 4.8: a node's, in kB, no totals)
//   0 pages in swap cache / Free swap  = 0kB / Total swap = 0kB / 4194148 pages RAM / 145408 pages reserved
// Lenient: a line may be broken anywhere, the first may be all there is; the first of a figure counts.

import type { MemoryUsage } from './reading.ts'

type Field = keyof MemoryUsage

/** The totals that are kept. Up to 2.6.27 `Active` and `slab` count two of them together: they are not. */
const KEPT: Readonly<Record<string, Field>> = {
  active_anon: 'activeAnon',
  inactive_anon: 'inactiveAnon',
  active_file: 'activeFile',
  inactive_file: 'inactiveFile',
  unevictable: 'unevictable',
  slab_reclaimable: 'slabReclaimable',
  slab_unreclaimable: 'slabUnreclaimable',
  shmem: 'shmem',
  pagetables: 'pagetables',
}
const OTHERS = new Set(
  'isolated_anon isolated_file active inactive dirty writeback unstable slab mapped sec_pagetables bounce kernel_misc_reclaimable free free_pcp free_cma'.split(
    ' ',
  ),
)
const TOTAL = /([A-Za-z_]{4,30}):(\d{1,16})(?=\s|$|[\\"',}])\s*/y
/** Only Mem-Info begins so. */
const FIRST = /^active(?:_anon)?:\d{1,16}\s+(?:in)?active(?:_anon|_file)?:\d/i
const RAM = /^(\d{1,15}) pages (?:of )?RAM\b/
const RESERVED = /^(\d{1,15}) (?:pages reserved|reserved pages)\b/
const SWAP = /^(Free|Total) swap\s*[=:]\s*(\d{1,16})\s?kB\b/
const NODE = /^Node\s+(\d{1,9})\s+active_anon:/
const BALLOON = /\bBalloon:\s?(\d{1,16})kB\b/

interface Totals {
  readonly values: ReadonlyMap<string, number>
  /** What a broken line ends in: the beginning of a total, or its last one, which may go on. */
  readonly tail: string
}

/** The totals that a line is; null: it is something else. */
function totalsIn(text: string): Totals | null {
  const values = new Map<string, number>()
  let last = ''
  let end = 0
  TOTAL.lastIndex = 0
  for (let total = TOTAL.exec(text); total; total = TOTAL.exec(text)) {
    const name = (total[1] as string).toLowerCase()
    if (!(name in KEPT || OTHERS.has(name))) return null
    values.set(name, Number(total[2]))
    last = total[0]
    end = TOTAL.lastIndex
  }
  if (values.size === 0) return null
  if (end === text.length) return { values, tail: last }
  // What stands around a line may follow it.
  if (/[\\"',}]/.test(text[end] as string)) return { values, tail: '' }
  const rest = text.slice(end)
  return /^[a-z_]{1,30}:?$/i.test(rest) ? { values, tail: rest } : null
}

/** The first name of a line of totals; null: it is none. */
export function firstTotal(text: string): string | null {
  if (!text.includes(':')) return null
  return totalsIn(text)?.values.keys().next().value ?? null
}

/** Whether Mem-Info's totals begin with this line. */
export function beginsTotals(text: string): boolean {
  return FIRST.test(text)
}

/** The lines of one Mem-Info. */
export class UsageLines {
  private readonly told: Partial<Record<Field, number>> = {}
  /** Totals that are there, kept or not. */
  private readonly names = new Set<string>()
  private readonly balloons = new Map<number, number>()
  private node = 0
  /** As in Totals, of the line before. */
  private tail = ''

  hasTotal(name: string): boolean {
    return this.names.has(name)
  }

  /** A line of totals. */
  takeTotals(text: string): void {
    const totals = totalsIn(text)
    if (totals) this.keep(totals, false)
  }

  /** A line that goes on a broken line of totals; false: it does not. */
  goesOn(text: string): boolean {
    const { tail } = this
    this.tail = ''
    if (tail === '' || totalsIn(text) !== null) return false
    const totals = totalsIn(tail + text)
    if (totals) this.keep(totals, true)
    return totals !== null
  }

  /** A line of what stands below the totals; false: it is none. */
  takeOther(text: string): boolean {
    const node = NODE.exec(text)?.[1]
    if (node !== undefined) this.node = Number(node)
    const balloon = text.includes('Balloon:') ? BALLOON.exec(text)?.[1] : undefined
    if (balloon !== undefined) this.balloons.set(this.node, Number(balloon))
    const ram = RAM.exec(text)?.[1]
    const reserved = RESERVED.exec(text)?.[1]
    const [, which, swap] = SWAP.exec(text) ?? []
    this.put('ram', ram)
    this.put('reserved', reserved)
    this.put(which === 'Free' ? 'swapFreeKB' : 'swapTotalKB', swap)
    return [node, balloon, ram, reserved, swap].some((part) => part !== undefined)
  }

  /** `mlockedKB` as in MemoryUsage; null: nothing of it was printed. */
  done(mlockedKB: number | null): MemoryUsage | null {
    const { told, balloons } = this
    if (Object.keys(told).length === 0) return null
    const balloonKB = balloons.size === 0 ? null : [...balloons.values()].reduce((a, b) => a + b)
    const of = (field: Field) => told[field] ?? null
    return {
      activeAnon: of('activeAnon'),
      inactiveAnon: of('inactiveAnon'),
      activeFile: of('activeFile'),
      inactiveFile: of('inactiveFile'),
      unevictable: of('unevictable'),
      slabReclaimable: of('slabReclaimable'),
      slabUnreclaimable: of('slabUnreclaimable'),
      shmem: of('shmem'),
      pagetables: of('pagetables'),
      ram: of('ram'),
      reserved: of('reserved'),
      swapTotalKB: of('swapTotalKB'),
      swapFreeKB: of('swapFreeKB'),
      mlockedKB,
      balloonKB,
    }
  }

  /** `isWhole`: the first of them was told when only a part of it was there. */
  private keep({ values, tail }: Totals, isWhole: boolean): void {
    this.tail = tail
    let isFirst = isWhole
    for (const [name, value] of values) {
      const field = KEPT[name]
      if (field && isFirst) delete this.told[field]
      isFirst = false
      this.names.add(name)
      if (field) this.put(field, value)
    }
  }

  private put(field: Field, value: string | number | undefined): void {
    const number = Number(value)
    // Kernels with corrupted memory print counts past 2^53.
    if (value !== undefined && Number.isSafeInteger(number)) this.told[field] ??= number
  }
}
