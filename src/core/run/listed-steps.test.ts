import { expect, test } from 'vitest'
import type { BuddyEvent } from '../buddy/event.ts'
import { listedSteps } from './listed-steps.ts'

const scan = { kind: 'scan', zone: 0 } as BuddyEvent
const slow = { kind: 'slow-path', zone: 0 } as BuddyEvent

test('a short action is listed whole', () => {
  expect(listedSteps([scan, slow, scan], null)).toEqual([1, 2, 3])
  expect(listedSteps([], null)).toEqual([])
})

test('a long one by its start, its end, what is around, and what is rare', () => {
  const events = Array.from({ length: 100_000 }, (_, i) => (i === 40_000 ? slow : scan))
  const listed = listedSteps(events, 70_000)
  for (const number of [1, 100, 40_001, 69_900, 70_000, 70_100, 99_901, 100_000])
    expect(listed).toContain(number)
  for (const number of [101, 40_000, 69_899, 99_900]) expect(listed).not.toContain(number)
  expect(listed).toEqual([...new Set(listed)].sort((a, b) => a - b))
})

test('where the scanners stand is listed, in each zone', () => {
  const merge = { kind: 'merge', zone: 0 } as BuddyEvent
  const scanIn = (zone: number) => ({ kind: 'scan', zone }) as BuddyEvent
  const events: BuddyEvent[] = Array.from({ length: 10_000 }, () => merge)
  events[2000] = events[3000] = events[6000] = scanIn(0)
  events[1000] = scanIn(1)
  const listed = listedSteps(events, 5000)
  for (const number of [3001, 1001]) expect(listed).toContain(number)
  for (const number of [2001, 6001]) expect(listed).not.toContain(number)
})

test('however many there are of a rare kind, few are listed', () => {
  const events = Array.from({ length: 100_000 }, () => slow)
  expect(listedSteps(events, 50_000).length).toBeLessThan(700)
})
