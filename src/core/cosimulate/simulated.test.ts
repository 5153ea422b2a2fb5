// A kernel of our own: the simulator's allocator under each kernel's rules prints the trace that such
// a kernel prints, and that trace, followed, is foretold whole. What it holds against is the
// following: where an event stands before its block is taken, where after, where alone. And a trace
// of nonsense breaks nothing.

import { describe, expect, it } from 'vitest'
import { brokenInvariants } from '../buddy/check.ts'
import type { Kernel } from '../buddy/config.ts'
import type { BuddyEvent } from '../buddy/event.ts'
import { freeListOf, nextInList, placedBlock } from '../buddy/free-area.ts'
import { freeOne } from '../buddy/free-one.ts'
import { newSearch } from '../buddy/linux/find-fallback.ts'
import { rmqueueTyped } from '../buddy/linux/rmqueue-typed.ts'
import { MOVABLE } from '../buddy/migratetype.ts'
import { pageblockType } from '../buddy/pageblock.ts'
import type { Zone } from '../buddy/zone.ts'
import { chance } from '../random.ts'
import { MIGRATETYPES, type Order, type Pfn } from '../units.ts'
import { cosimulate } from './cosimulate.ts'
import type { KernelLists } from './kernel-lists.ts'
import { buildModel, type Model, setInUse } from './model.ts'
import { isRefusal, type PageEvent, PageEvents } from './trace-events.ts'

const PAGEBLOCK_ORDER = 5
const LISTS: KernelLists = {
  maxOrder: 7,
  zones: [
    {
      node: 0,
      zone: 'DMA32',
      startPfn: 512,
      pages: 2048,
      free: Array.from({ length: 16 }, (_, i) => ({ order: 7, type: 1, pfn: 512 + i * 128 })),
      pcp: [],
    },
  ],
}

function modelOf(kernel: Kernel, lists: KernelLists): Model {
  const model = buildModel(lists, kernel, null, null, PAGEBLOCK_ORDER)
  if (isRefusal(model)) throw new Error(model.message)
  return model
}

const plain = (kind: PageEvent['kind'], pfn: Pfn, order: Order, type: number): PageEvent => {
  return { kind, line: 1, cpu: 0, pfn, order, type, foundOrder: 0, foundType: 0, isOwned: false }
}

type Fallback = Extract<BuddyEvent, { kind: 'fallback' }>

/** The kernel's side: allocations and frees that print events. */
class TracedKernel {
  readonly events = new PageEvents()
  readonly hows: string[] = []
  private readonly machine: Model['machine']
  private readonly zone: Zone
  private readonly held: { pfn: Pfn; order: Order }[] = []

  constructor(kernel: Kernel) {
    this.machine = modelOf(kernel, LISTS).machine
    this.zone = this.machine.zones[0] as Zone
  }

  alloc(order: Order, type: number): void {
    const { machine, zone, events } = this
    const head = this.foundBlock(order, type)
    machine.trace = { limit: 1000, events: [], marks: [] }
    const pfn = rmqueueTyped(machine, zone, order, type, false, newSearch())
    const told = machine.trace.events.find((one): one is Fallback => one.kind === 'fallback')
    machine.trace = null
    if (pfn < 0) return
    const fallback = told && {
      ...plain('fallback', machine.areListsPure ? pfn : head, order, type),
      foundOrder: told.found,
      foundType: MIGRATETYPES.indexOf(told.from),
      isOwned: told.changeOwnership,
    }
    if (told) this.hows.push(`${told.how}${told.found < PAGEBLOCK_ORDER ? '' : ' whole'}`)
    const isAlone = machine.areListsPure && told && this.hows.at(-1) !== 'claim'
    if (fallback && !machine.areListsPure) events.add(fallback)
    if (!isAlone) events.add(plain('take', pfn, order, type))
    if (fallback && machine.areListsPure) events.add(fallback)
    events.add(plain('alloc', pfn, order, type))
    for (let at = pfn; at < pfn + 2 ** order; at++) setInUse(machine, zone, at, type === MOVABLE)
    this.held.push({ pfn, order })
  }

  /** The block that a fallback would find: before 6.10 the event names it. */
  private foundBlock(order: Order, type: number): Pfn {
    const { machine, zone } = this
    const { state } = machine
    const trace = { limit: 1000, events: [] as BuddyEvent[], marks: [] }
    machine.trace = trace
    state.tryOut(() => rmqueueTyped(machine, zone, order, type, false, newSearch()))
    machine.trace = null
    const told = trace.events.find((one): one is Fallback => one.kind === 'fallback')
    return told ? placedBlock(state, zone, told.found, MIGRATETYPES.indexOf(told.from)) : -1
  }

  free(random: number): void {
    const { machine, zone, events, held } = this
    const [block] = held.splice(Math.floor(random * held.length), 1)
    if (block === undefined) return
    const { pfn, order } = block
    const type = pageblockType(machine.state, zone, pfn)
    events.add(plain('free', pfn, order, -1))
    const { kernel, pageblockOrder } = machine.config
    const isDrained = order === 0 || (kernel !== '5.10' && (order <= 3 || order === pageblockOrder))
    if (isDrained) events.add(plain('drain', pfn, order, type))
    for (let at = pfn; at < pfn + 2 ** order; at++) machine.state.setByte(zone.status + at, 0)
    freeOne(machine, zone, pfn, order, type)
  }

  /** Every list, head first. */
  lists(): number[][] {
    return listsOf(this.machine, this.zone)
  }
}

function listsOf({ state, maxOrder }: Model['machine'], zone: Zone): number[][] {
  const lists: number[][] = []
  for (let order = 0; order <= maxOrder; order++)
    for (let type = 0; type < zone.types; type++) {
      const pfns: number[] = []
      let pfn = nextInList(state, zone, order, type, -1)
      for (; pfn >= 0; pfn = nextInList(state, zone, order, type, pfn)) {
        expect(freeListOf(state, zone, pfn)).toEqual({ order, type })
        pfns.push(pfn)
      }
      lists.push(pfns)
    }
  return lists
}

describe.each([
  ['5.10', ['claim', 'claim whole', 'steal']],
  ['6.1', ['claim', 'claim whole', 'steal']],
  ['6.12', ['claim', 'claim whole', 'steal']],
  ['6.18', ['claim', 'claim whole', 'steal']],
] as const)('a kernel by the rules of %s', (kernel, hows) => {
  it.each([7, 77, 777])('is foretold whole, and ends with the same lists (seed %i)', (seed) => {
    const traced = new TracedKernel(kernel)
    const random = chance(seed)
    for (let i = 0; i < 3000; i++)
      if (random() < (i % 1000 < 600 ? 0.8 : 0.3))
        traced.alloc(Math.floor(random() ** 3 * 6), Math.floor(random() * 3))
      else traced.free(random())
    expect(new Set(traced.hows)).toEqual(new Set(hows))

    const model = modelOf(kernel, LISTS)
    const { predicted, of, fallbacks, misses } = cosimulate(model, traced.events)
    expect(misses).toEqual([])
    expect(predicted).toBe(of)
    expect(fallbacks).toBe(traced.hows.length)
    expect(listsOf(model.machine, model.machine.zones[0] as Zone)).toEqual(traced.lists())
    expect(brokenInvariants(model.machine)).toEqual([])
  })

  it('may print nonsense: the lists stay whole', () => {
    const random = chance(4242)
    const below = (limit: number) => Math.floor(random() * limit)
    const kinds = ['alloc', 'free', 'drain', 'take', 'fallback'] as const
    const events = new PageEvents()
    for (let i = 0; i < 20_000; i++)
      events.add({
        kind: kinds[below(5)] ?? 'take',
        line: i + 1,
        cpu: below(2),
        pfn: 400 + below(2400),
        order: Math.min(below(10), below(10)),
        type: below(7),
        foundOrder: below(10),
        foundType: below(7),
        isOwned: random() < 0.5,
      })
    const model = modelOf(kernel, LISTS)
    const { predicted, of, leftOut } = cosimulate(model, events)
    expect(predicted).toBeLessThanOrEqual(of)
    expect(leftOut).toBeGreaterThan(0)
    // Blocks of other kernels’ making can be larger than any that our lists had.
    expect(brokenInvariants(model.machine).filter((one) => !one.includes('its pageblock'))).toEqual(
      [],
    )
  })
})

describe('what no event of the lists tells', () => {
  const follow = (...list: PageEvent[]) => {
    const events = new PageEvents()
    for (const event of list) events.add(event)
    const model = modelOf('6.12', LISTS)
    return { ...cosimulate(model, events), model }
  }
  const take = (pfn: Pfn) => plain('take', pfn, 0, 1)

  it('a page freed past the per-CPU lists comes back at once', () => {
    const taken = follow(take(512), take(513), plain('free', 512, 0, -1), take(512), take(514))
    expect(taken).toMatchObject({ predicted: 4, of: 4 })
  })

  it('a page freed to the per-CPU lists does not', () => {
    const taken = follow(take(512), take(513), plain('free', 512, 0, -1), take(514))
    expect(taken).toMatchObject({ predicted: 3, of: 3 })
  })

  it('a block that compaction captured leaves the lists as it is given', () => {
    const taken = follow(plain('alloc', 512, 7, 1), plain('take', 640, 7, 1))
    expect(taken).toMatchObject({ predicted: 1, of: 1 })
  })

  it('one miss does not spoil the rest', () => {
    const taken = follow(take(512), take(515), take(514), take(513))
    expect(taken).toMatchObject({ predicted: 3, of: 4, misses: [{ pfn: 515, predicted: 513 }] })
  })

  it('lists that are not simulated are left out', () => {
    expect(follow(plain('take', 512, 0, 4))).toMatchObject({ of: 0, leftOut: 1 })
  })
})
