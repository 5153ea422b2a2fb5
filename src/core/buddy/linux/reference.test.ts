// The Linux machine held against a naive one, written from the rules alone (naive.ts), at every step of
// random scripts. What fails is told with its script, to be run by itself.
//
// Compaction is left out, so no script lets it move anything: movable and cache memory comes in blocks
// of the largest order that the script asks for, and compaction moves only what is smaller; or in whole
// pageblocks, which it leaves alone.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runOf } from '../../run/run-of.ts'
import { brokenInvariants } from '../check.ts'
import type { AllocCommand, Mobility } from '../command.ts'
import { nextInList } from '../free-area.ts'
import { blocksOf, type Machine } from '../machine.ts'
import { pageblockPages, pageblockStart, pageblockType } from '../pageblock.ts'
import { failureOf } from '../serve.ts'
import type { Zone } from '../zone.ts'
import { highatomicPages } from './highatomic-pages.ts'
import { marksOf } from './marks.ts'
import { NaiveLinux } from './naive.ts'
import type { NaiveZone } from './naive-zone.ts'
import { pcpList } from './pcp-lists.ts'

const ZONES = [
  [0, 'Normal'],
  [0, 'DMA'],
  [0, 'DMA32'],
  [0, 'Movable'],
  [1, 'Normal'],
  [1, 'DMA32'],
  [1, 'Movable'],
  [0, 'HighMem'],
] as const

const some = (most: number) => fc.integer({ min: 0, max: most })
const percent = some(99)

/** What a machine is made of; sizes that must fit each other are made to in `settingsOf`. */
const machines = fc.record({
  maxOrder: some(6),
  pageblockOrder: fc.oneof(some(2), some(6)),
  pages: fc.oneof(fc.integer({ min: 16, max: 130 }), fc.integer({ min: 200, max: 400 })),
  startPfn: fc.constantFrom(0, 0, 5, 64),
  zones: fc.oneof(fc.constant([]), fc.subarray([...ZONES], { maxLength: 2 })),
  gap: fc.constantFrom(0, 0, 3),
  pageSize: fc.constantFrom(4, 4, 4, 4096),
  minFree: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 25 })),
  batch: fc.constantFrom(null, 1, 2, 4, 7),
  high: fc.constantFrom(null, 4, 12, 30),
  more: fc.subarray(['placement lowest', 'watermarks off'], { maxLength: 1 }),
})

/** How a script asks, in percent, and the largest order that it asks for. */
const manners = fc.record({
  order: some(4),
  frees: fc.constantFrom(8, 20, 35, 45),
  atomic: fc.constantFrom(0, 10, 50),
  unmovable: fc.constantFrom(20, 60, 100),
  named: fc.constantFrom(0, 30),
})

const actions = fc.array(fc.tuple(percent, percent, percent, percent, some(999)), {
  minLength: 60,
  maxLength: 130,
  size: 'max',
})

type Settings = typeof machines extends fc.Arbitrary<infer T> ? T : never
type Manner = typeof manners extends fc.Arbitrary<infer T> ? T : never

function settingsOf(given: Settings, lines: readonly string[]): { settings: string[]; kB: number } {
  const { maxOrder } = given
  const keys = lines.map((line) => line.split(' ')[0])
  const more = [...lines, ...given.more.filter((line) => !keys.includes(line.split(' ')[0]))]
  const names = new Map<string, (typeof ZONES)[number]>()
  for (const zone of [ZONES[0], ...given.zones]) names.set(zone.join(), zone)
  const zones = [...names.values()]
  const pages = Math.max(16, Math.floor(given.pages / zones.length))
  // A Movable or HighMem zone keeps at least 32 pages.
  const areLarge =
    pages >= 32 || zones.every(([, name]) => name !== 'Movable' && name !== 'HighMem')
  let pfn = given.startPfn
  const zoneLines = zones.map(([node, name], i) => {
    // Not all alike, and not all whole blocks.
    const size = pages + (i % 2 === 0 ? 0 : 5)
    const line = `zone node ${node} ${name} ${size} pages at ${pfn}`
    pfn += size + given.gap
    return line
  })
  const marks = given.minFree === null ? null : Math.ceil((given.pages * given.minFree) / 100)
  const sizes = `${given.batch === null ? '' : ` batch ${given.batch}`}${given.high === null ? '' : ` high ${given.high}`}`
  return {
    kB: given.pageSize,
    settings: [
      ...(given.pageSize === 4 ? [] : [`page-size ${given.pageSize}K`]),
      `max-order ${maxOrder}`,
      `pageblock-order ${Math.min(maxOrder, given.pageblockOrder)}`,
      ...(sizes === '' || more.some((line) => line === 'pcp off' || line === 'policy textbook')
        ? []
        : [`pcp on${sizes}`]),
      ...(marks === null || more.includes('watermarks off') || !areLarge
        ? []
        : [`min-free ${marks * given.pageSize}K`]),
      ...more,
      ...zoneLines,
    ],
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

interface Told {
  readonly line: string
  /** What was given or why not, and all lists as they then are. */
  readonly outcome: string
}

/** A script written while the naive machine carries it out. */
function tell(
  naive: NaiveLinux,
  kB: number,
  manner: Manner,
  acts: readonly (readonly [number, number, number, number, number])[],
): Told[] {
  const { maxOrder, pageblockOrder, zones } = naive.config
  const pages = sumOf(zones.map((zone) => zone.pages))
  // Some thirty blocks fill the machine, whatever its size.
  const largest = Math.min(maxOrder, Math.max(manner.order, Math.floor(Math.log2(pages / 30))))
  const nodes = [...new Set(zones.map(({ node }) => node))]
  return acts.flatMap(([what, size, how, where, luck], i) => {
    const live = naive.held[luck % Math.max(1, naive.held.length)]
    if (what >= 98) {
      const minFree = Math.ceil(((luck % 30) * pages) / 100) * kB * 1024
      if (!naive.watermarks || !naive.fits(minFree)) return []
      naive.setMinFree(minFree)
      return { line: `set min-free ${minFree / 1024}K`, outcome: outcomeOf('set', naive) }
    }
    if (what >= 97) {
      naive.drain()
      return { line: 'drain', outcome: outcomeOf('drained', naive) }
    }
    if (what >= 96) {
      naive.reclaim(1 + (luck % 40))
      return { line: `reclaim ${1 + (luck % 40)} pages`, outcome: outcomeOf('reclaimed', naive) }
    }
    // Most of it happens where memory is short.
    const low = sumOf(naive.zones.map((zone) => zone.low)) + pages / 12
    const isPlenty = sumOf(naive.zones.map((zone) => zone.freePages())) > low
    if (what < (isPlenty ? manner.frees / 4 : manner.frees) && live) {
      naive.free(live.name)
      return { line: `free ${live.name}`, outcome: outcomeOf('freed', naive) }
    }
    const mobility: Mobility =
      how < manner.unmovable
        ? how % 3 === 0
          ? 'reclaimable'
          : 'unmovable'
        : how % 3 === 0
          ? 'cache'
          : 'movable'
    const isMovable = mobility === 'movable' || mobility === 'cache'
    const isTooLarge = size === 99 && !isMovable && luck % 8 === 0
    // Nor does compaction move whole pageblocks.
    const most = largest >= pageblockOrder ? maxOrder : largest
    const order = isMovable
      ? largest + (luck % (most - largest + 1))
      : isTooLarge
        ? maxOrder + 1
        : size % (largest + 1)
    const isNamed = where < manner.named
    const asked: AllocCommand = {
      op: 'alloc',
      pages: 2 ** order - (order > 1 && size > 80 ? 1 : 0),
      mobility,
      node: isNamed && where % 2 === 0 ? (nodes[where % nodes.length] ?? null) : null,
      zone: isNamed && where % 3 === 0 ? (zones[where % zones.length]?.zone ?? null) : null,
      atomic: luck % 100 < manner.atomic,
    }
    const given = naive.alloc(`n${i}`, asked)
    const outcome = typeof given === 'string' ? given : `${given.pfn}:${given.order}`
    const node = asked.node === null ? '' : ` node ${asked.node}`
    const zone = asked.zone === null ? '' : ` zone ${asked.zone}`
    return {
      line: `alloc n${i} ${asked.pages} pages ${mobility}${node}${zone}${asked.atomic ? ' atomic' : ''}`,
      outcome: outcomeOf(outcome, naive),
    }
  })
}

function outcomeOf(outcome: string, { zones, config }: NaiveLinux): string {
  const size = config.pageblockOrder
  const ofZone = (zone: NaiveZone) => [
    zone.lists,
    config.grouping
      ? zone.types.slice(zone.config.startPfn >> size, ((zone.end - 1) >> size) + 1)
      : [],
    config.pcp ? zone.pcp : [],
    [zone.highatomic, zone.min, zone.low, zone.high],
  ]
  return [outcome, ...zones.map((zone) => JSON.stringify(ofZone(zone)))].join('\n')
}

function realOutcome(outcome: string, machine: Machine): string {
  const { state, maxOrder, config } = machine
  const list = (zone: Zone, type: number, order: number) => {
    const pfns: number[] = []
    let pfn = nextInList(state, zone, order, type, -1)
    for (; pfn >= 0 && pfns.length <= zone.pages; pfn = nextInList(state, zone, order, type, pfn))
      pfns.push(pfn)
    return pfns
  }
  const ofZone = (zone: Zone) => {
    const types: number[] = []
    for (let pfn = pageblockStart(zone, zone.start); pfn < zone.end; pfn += pageblockPages(zone))
      types.push(pageblockType(state, zone, Math.max(pfn, zone.start)))
    const pcps = config.pcp ? 3 * (Math.min(3, maxOrder) + 1) : 0
    const pcp = Array.from({ length: pcps }, (_, i) =>
      pcpList(state, zone, Math.floor(i / 3), i % 3),
    )
    const { min, low, high } = marksOf(state, zone)
    return [
      Array.from({ length: zone.types }, (_, type) =>
        Array.from({ length: maxOrder + 1 }, (_, order) => list(zone, type, order)),
      ),
      config.grouping ? types : [],
      pcp,
      [highatomicPages(state, zone), min, low, high],
    ]
  }
  return [outcome, ...machine.zones.map((zone) => JSON.stringify(ofZone(zone)))].join('\n')
}

/** Carries a script out a line at a time, and throws where a step comes to something else. */
function compare(settings: readonly string[], told: readonly Told[]): void {
  const run = runOf([...settings, ...told.map(({ line }) => line)].join('\n'))
  const { machine } = run
  for (const [i, { line, outcome }] of told.entries()) {
    const failed = run.failures.length
    run.advance(1)
    const [block] = blocksOf(machine, i + 1)
    const given = block ? `${block.pfn}:${block.order}` : 'nothing'
    const words: Record<string, string> = {
      set: 'set',
      drai: 'drained',
      recl: 'reclaimed',
      free: 'freed',
    }
    const did =
      words[line.slice(0, 4).trim()] ??
      (run.failures.length > failed
        ? failureOf(machine, machine.asked[i + 1] ?? 0, run.log.request(i + 1)).reason
        : given)
    const real = realOutcome(did, machine)
    const broken = brokenInvariants(machine)
    if (real === outcome && broken.length === 0) continue
    const script = [...settings, ...told.slice(0, i + 1).map((step) => step.line)].join('\n')
    const said = `naive:   ${outcome}\nmachine: ${real}\n${broken.join('\n')}`
    throw new Error(`step ${i + 1}, ${line}\n\n${said}\n\n${script}`)
  }
}

/** Half of the requests cannot wait, and the zone is large enough to keep pageblocks for them. */
function urgent(given: Settings, manner: Manner): [Settings, Manner] {
  const { pages, pageblockOrder, maxOrder } = given
  return [
    {
      ...given,
      ...{ zones: [], pages: 290 + Math.floor(pages / 4), more: [], minFree: 12 },
      ...{ maxOrder: Math.max(3, maxOrder), pageblockOrder: pageblockOrder % 2 },
    },
    { ...manner, order: 3, atomic: 50, frees: 20 },
  ]
}

const asGiven = (given: Settings, manner: Manner): [Settings, Manner] => [given, manner]

/** What so many random scripts are sure to come by: else they test less than they seem to. */
const DONE = ['kswapd', 'kill']
const GROUPED = ['claim whole', 'claim', 'steal']

describe.each([
  ['all of it', ['policy linux'], asGiven, [...DONE, ...GROUPED]],
  ['urgent', ['policy linux'], urgent, [...DONE, 'keep', 'give back, forced']],
  ['without per-CPU lists', ['policy linux', 'pcp off'], asGiven, [...DONE, ...GROUPED]],
  ['without grouping', ['policy linux', 'grouping off'], asGiven, DONE],
  [
    'grouping alone',
    ['policy textbook', 'grouping on', 'placement lifo', 'watermarks off'],
    asGiven,
    GROUPED,
  ],
] as [string, string[], typeof asGiven, string[]][])('%s', (_, lines, bend, often) => {
  test('agrees with the naive machine at every step, and the invariants hold', () => {
    const did = new Map<string, number>()
    fc.assert(
      fc.property(machines, manners, actions, (anyMachine, anyManner, acts) => {
        const [given, manner] = bend(anyMachine, anyManner)
        const { settings, kB } = settingsOf(given, lines)
        const naive = new NaiveLinux(runOf(settings.join('\n')).script.config)
        compare(settings, tell(naive, kB, manner, acts))
        for (const what of [...naive.did, ...naive.zones.flatMap((zone) => zone.did)])
          did.set(what, (did.get(what) ?? 0) + 1)
      }),
      // A failure is made smaller only for as long.
      { numRuns: 150, interruptAfterTimeLimit: 8000 },
    )
    expect([...did.keys()]).toEqual(expect.arrayContaining(often))
  }, 20_000)
})
