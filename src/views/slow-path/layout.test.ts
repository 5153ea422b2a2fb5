import { expect, test } from 'vitest'
import type { BuddyEvent, SlowStage } from '../../core/buddy/event.ts'
import { lastView, viewerOf } from '../../core/run/run-of.ts'
import { flowOf as flowIn, type Place, rowsOf } from './layout.ts'

const stage = (name: SlowStage, ok: boolean, pages?: number): BuddyEvent => ({
  kind: 'slow-path',
  zone: 0,
  stage: name,
  order: 3,
  ok,
  ...(pages === undefined ? {} : { pages }),
})

const tooFew = (mark: 'low' | 'min'): BuddyEvent => ({
  kind: 'watermark',
  zone: 0,
  order: 3,
  mark,
  free: 30,
  needed: 40,
  reserve: 0,
  ok: false,
  why: 'too-few',
})

const MARKS = { watermarks: true, zones: [] }
const flowOf = (events: readonly BuddyEvent[], done: number, config = MARKS) =>
  flowIn(events, done, config)

const SERVED: BuddyEvent[] = [
  tooFew('low'),
  stage('fast', false),
  stage('kswapd', true),
  tooFew('min'),
  stage('min', false),
  stage('reclaim', true, 32),
  stage('reclaim', true),
  stage('served', true),
]

const reasons = (events: readonly BuddyEvent[], done = events.length) =>
  flowOf(events, done)
    ?.stages.filter(({ times }) => times > 0)
    .map(({ stage: name, answer, reason, times }) => [name, answer, times, reason])

test('an action without a slow path has no flow', () => {
  expect(flowOf([tooFew('low')], 1)).toBeNull()
})

test('each stage that was come to has its reason', () => {
  expect(reasons(SERVED)).toEqual([
    ['fast', 'failed', 1, '37 − 7 = 30 ≤ 40: too few'],
    ['kswapd', 'went-on', 1, 'had nothing to do: above high by then'],
    ['min', 'failed', 1, '37 − 7 = 30 ≤ 40: too few'],
    ['reclaim', 'served', 1, '32 pages won, which is enough'],
    ['served', 'served', 1, ''],
  ])
  expect(flowOf(SERVED, SERVED.length)?.outcome).toBe('served')
})

test('up to the current small step; what is ahead stays in its place', () => {
  const flow = flowOf(SERVED, 3)
  expect(flow?.stages.filter(({ isNow }) => isNow).map((now) => now.stage)).toEqual(['kswapd'])
  expect(flow?.stages.find((other) => other.stage === 'reclaim')?.answer).toBe('ahead')
  expect(flow?.outcome).toBeNull()
})

test('a stage that was not come to was passed over, or is not needed', () => {
  const answers = flowOf(SERVED, SERVED.length)?.stages.map((one) => [one.stage, one.answer])
  expect(answers).toContainEqual(['compact', 'passed-over'])
  expect(answers).toContainEqual(['oom', 'unneeded'])
})

test('a killer that is asked again and again is one stage, with how often', () => {
  const kill: BuddyEvent = { kind: 'oom-kill', zone: 0, handle: 4, pages: 8, blocks: [] }
  const events = [
    stage('fast', false),
    stage('reclaim', false, 0),
    stage('oom', false),
    kill,
    stage('retry', true),
    stage('oom', false),
    stage('give-up', false),
  ]
  expect(reasons(events)).toEqual([
    ['fast', 'failed', 1, 'no list has a block that will do'],
    ['reclaim', 'failed', 1, 'nothing left to reclaim'],
    ['oom', 'failed', 2, 'nobody else holds movable memory'],
    ['retry', 'went-on', 1, 'something was won: from the top'],
    ['give-up', 'failed', 1, 'nobody can be killed for it'],
  ])
  expect(reasons(events, 3)?.at(-1)?.[3]).toBe('still no block, down to the high mark')
  expect(reasons(events, 4)?.at(-1)?.[3]).toBe('one is killed: 8 pages')
})

/** `oom` and `give-up` of a script's last request, with how often, and why. */
function endOf(lines: string): (readonly [Place, number, string])[] {
  const head = 'policy linux\npageblock-order 3\nmax-order 4\npcp off\nwatermarks off\n'
  const events = lastView(head + lines).events.map(({ event }) => event)
  const stages = flowOf(events, events.length)?.stages ?? []
  return stages
    .filter(({ stage: name }) => name === 'oom' || name === 'give-up')
    .map(({ stage: name, times, reason }) => [name, times, reason])
}

test('why the killer did not run is told as the sentence tells it', () => {
  const full = 'alloc m1 32K movable\nalloc m2 32K movable\nalloc k1 64K zone DMA32\n'
  const zones = 'zone DMA32 64K\nzone Normal 64K\n'
  expect(endOf(`${zones}${full}alloc f 32K zone DMA32`)).toEqual([
    ['oom', 1, 'nobody is killed for a request that only low zones may serve'],
    ['give-up', 1, 'nobody can be killed for it'],
  ])
  expect(endOf('memory 64K\nalloc m 32K movable\nalloc k 32K\nalloc f 64K')).toEqual([
    ['oom', 0, 'nobody is killed for an order above 3'],
    ['give-up', 1, 'above order 3 the kernel does not try again'],
  ])
  expect(endOf('memory 64K\nalloc k1 32K\nalloc k2 32K\nalloc f 32K')).toEqual([
    ['oom', 1, 'nobody holds movable memory'],
    ['give-up', 1, 'nobody can be killed for it'],
  ])
  expect(endOf('memory 64K\nalloc m 32K movable\nalloc k 32K\nalloc f 64K atomic')).toEqual([
    ['oom', 0, ''],
    ['give-up', 1, 'an atomic request may not wait'],
  ])
})

test('why compaction was skipped', () => {
  const suited = (index: number | null): BuddyEvent => ({
    kind: 'compact-suitable',
    zone: 0,
    order: 3,
    free: 20,
    needed: 56,
    index,
    threshold: 500,
    ok: false,
  })
  const told = (index: number | null) =>
    reasons([stage('fast', false), suited(index), stage('compact', false)])?.[1]?.[3]
  // order 3: 2 · 2³ = 16 of the 56 are twice the block, the others the mark and what is reserved.
  expect(told(null)).toBe(
    'skipped: it needs more than 56 free pages, twice the block beyond what it must keep; there are 20',
  )
  const flow = flowOf([stage('fast', false), suited(null), stage('compact', false)], 3)
  expect(flow?.stages.find((other) => other.stage === 'compact')?.answer).toBe('skipped')
  expect(told(200)).toBe('left out: index 0.200, not above 0.500')
})

/** What the pictures of a script's last action show, small step by small step. */
function flowsOf(source: string) {
  const viewer = viewerOf(source)
  const { config, steps } = viewer.summary()
  const all = viewer.view({ step: steps, small: null }).events.map(({ event }) => event)
  return { all, at: (done: number) => flowIn(all, done, config) }
}

const PIECES = [
  'policy linux',
  'grouping on',
  'pageblock-order 3',
  'max-order 5',
  'pcp off',
  'watermarks off',
  'memory 512K',
  'for i in 1..128',
  '  alloc p{i} 4K movable',
  'end',
  'for i in 1..128 step 2',
  '  free p{i}',
  'end',
  'alloc huge 64K movable',
  '',
].join('\n')

test('a stage is under way from its first small step', () => {
  const { all, at } = flowsOf(PIECES)
  const begin = all.findIndex(({ kind }) => kind === 'compact')
  const end = all.findIndex(({ kind }) => kind === 'compact-end')
  expect(end - begin).toBeGreaterThan(10)
  for (const done of [begin + 1, begin + 8, end + 1]) {
    const now = at(done)?.stages.find(({ isNow }) => isNow)
    expect([done, now?.stage, now?.answer]).toEqual([done, 'compact', 'under-way'])
  }
  expect(at(begin)?.stages.find(({ isNow }) => isNow)?.stage).toBe('min')
  expect(at(begin)?.stages.find(({ stage: name }) => name === 'compact')?.answer).toBe('ahead')
})

test('a killer whose kill helped went on, and is no failure', () => {
  const kill: BuddyEvent = { kind: 'oom-kill', zone: 0, handle: 4, pages: 8, blocks: [] }
  const passes = { ...tooFew('min'), ok: true, why: 'enough' } as BuddyEvent
  const events = [
    stage('fast', false),
    stage('reclaim', false, 0),
    stage('oom', false),
    kill,
    passes,
    stage('retry', true),
    stage('served', true),
  ]
  const oom = (done: number) => {
    const { answer, isNow } = flowOf(events, done)?.stages.find((one) => one.stage === 'oom') ?? {}
    return [answer, isNow]
  }
  expect([oom(3), oom(4), oom(5), oom(7)]).toEqual([
    ['under-way', true],
    ['went-on', true],
    ['went-on', false],
    ['went-on', false],
  ])
  expect(reasons(events)?.at(-2)).toEqual(['retry', 'served', 1, 'now there is a block'])
})

test('one page is told as one', () => {
  const kill: BuddyEvent = { kind: 'oom-kill', zone: 0, handle: 4, pages: 1, blocks: [] }
  const drained = { kind: 'pcp-drain', zone: 0, pages: 1, high: 0 } as BuddyEvent
  const events = [
    stage('fast', false),
    stage('reclaim', true, 1),
    drained,
    stage('drain', false),
    stage('oom', false),
    kill,
  ]
  expect(reasons(events)?.slice(1)).toEqual([
    ['reclaim', 'went-on', 1, '1 page won'],
    ['drain', 'failed', 1, '1 page goes back: no help'],
    ['oom', 'went-on', 1, 'one is killed: 1 page'],
  ])
})

test('why the per-CPU lists were not emptied', () => {
  const drain = (won: number, ...more: BuddyEvent[]) =>
    flowOf([stage('fast', false), stage('reclaim', won > 0, won), ...more], 2 + more.length)
      ?.stages.filter(({ stage: name }) => name === 'drain')
      .map(({ answer, reason }) => [answer, reason])[0]
  const GIVES_UP = stage('give-up', false)
  expect(drain(0, GIVES_UP)).toEqual(['not-reached', 'only once reclaim has won something'])
  expect(drain(32)).toEqual(['ahead', ''])
})

test('what kswapd did is told when it is over, and by then it may have had nothing to do', () => {
  const wake: BuddyEvent = { kind: 'kswapd', zone: 0, at: 'wake', node: 0, order: 3, pages: 0 }
  const events = [...SERVED, wake, { ...wake, at: 'sleep', pages: 40 } as BuddyEvent]
  const told = (all: readonly BuddyEvent[], done: number, config = MARKS) =>
    flowOf(all, done, config)?.stages.find(({ stage: name }) => name === 'kswapd')?.reason
  expect([8, 9, 10].map((done) => told(events, done))).toEqual([
    'works once the request is done (one CPU)',
    'at work, now that the request is done',
    '40 pages reclaimed, once the request was done',
  ])
  expect(told(SERVED, SERVED.length, { watermarks: false, zones: [] })).toBe(
    'had nothing to do: a block was free by then',
  )
})

test('compaction after reclaim has a place below it', () => {
  const events = [
    stage('fast', false),
    stage('compact', false),
    stage('reclaim', false, 0),
    stage('compact', true),
    stage('served', true),
  ]
  expect(reasons(events)?.map(([name, answer]) => [name, answer])).toEqual([
    ['fast', 'failed'],
    ['compact', 'failed'],
    ['reclaim', 'failed'],
    ['compact-after', 'served'],
    ['served', 'served'],
  ])
})

test('a single page needs no compaction', () => {
  const one = { ...stage('fast', false), order: 0 } as BuddyEvent
  expect(flowOf([one], 1)?.stages.some(({ title }) => /ompaction/.test(title))).toBe(false)
})

test('without marks no mark is spoken of', () => {
  const words = (config: typeof MARKS) =>
    JSON.stringify(flowOf([stage('fast', false), stage('oom', true)], 2, config))
  expect(words(MARKS)).toMatch(/Low mark.*Min mark.*the high mark passed meanwhile/)
  expect(words({ ...MARKS, watermarks: false })).not.toMatch(/ mark/)
})

test('what was not come to takes one row', () => {
  const early = [stage('fast', false), stage('kswapd', true), stage('min', true)]
  const rows = (events: readonly BuddyEvent[]) =>
    rowsOf(flowOf(events, events.length)?.stages ?? []).map(({ title, answer }) => [title, answer])
  expect(rows([...early, stage('served', true)])).toEqual([
    ['Low mark', 'failed'],
    ['Wake kswapd', 'went-on'],
    ['Min mark', 'served'],
    ['6 stages', 'unneeded'],
    ['Served', 'served'],
  ])
  expect(rows([...early, stage('give-up', false)]).at(-2)).toEqual(['6 stages', 'not-reached'])
  // One that has a reason keeps its row.
  const costly = [stage('fast', false), stage('reclaim', false, 0), stage('give-up', false)].map(
    (event) => ({ ...event, order: 4 }) as BuddyEvent,
  )
  expect(rows(costly).slice(-5)).toEqual([
    ['Empty per-CPU lists', 'not-reached'],
    ['Compaction after reclaim', 'not-reached'],
    ['Out-of-memory killer', 'not-reached'],
    ['Once more', 'not-reached'],
    ['Gives up', 'failed'],
  ])
  // As long as it is under way, every stage has its place.
  expect(rows(early)).toHaveLength(10)
})
