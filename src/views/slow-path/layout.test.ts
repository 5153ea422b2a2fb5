import { expect, test } from 'vitest'
import type { BuddyEvent, SlowStage } from '../../core/buddy/event.ts'
import { lastView } from '../../core/run/run-of.ts'
import { flowOf } from './layout.ts'

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
    ['kswapd', 'went-on', 1, 'works once the request is done (one CPU)'],
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
    ['give-up', 'failed', 1, 'nothing is left to try'],
  ])
  expect(reasons(events, 3)?.at(-1)?.[3]).toBe('still no block, down to the high mark')
  expect(reasons(events, 4)?.at(-1)?.[3]).toBe('one is killed: 8 pages')
})

/** `oom` and `give-up` of a script's last request, with how often, and why. */
function endOf(lines: string): (readonly [SlowStage, number, string])[] {
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
    ['give-up', 1, 'nothing is left to try'],
  ])
  expect(endOf('memory 64K\nalloc m 32K movable\nalloc k 32K\nalloc f 64K')).toEqual([
    ['oom', 0, 'nobody is killed for an order above 3'],
    ['give-up', 1, 'nothing is left to try'],
  ])
  expect(endOf('memory 64K\nalloc k1 32K\nalloc k2 32K\nalloc f 32K')).toEqual([
    ['oom', 1, 'nobody holds movable memory'],
    ['give-up', 1, 'nothing is left to try'],
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
  expect(told(null)).toBe('skipped: 20 pages against 56')
  const flow = flowOf([stage('fast', false), suited(null), stage('compact', false)], 3)
  expect(flow?.stages.find((other) => other.stage === 'compact')?.answer).toBe('skipped')
  expect(told(200)).toBe('skipped: index 0.200, not above 0.500')
})
