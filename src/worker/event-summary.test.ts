import { expect, test } from 'vitest'
import type { ExtfragEvent } from '../core/kernel-text/reading.ts'
import { summarizeEvents } from './event-summary.ts'

const event = (over: Partial<ExtfragEvent>): ExtfragEvent => ({
  time: null,
  pfn: 0,
  allocOrder: 0,
  fallbackOrder: 9,
  pageblockOrder: 9,
  allocMigratetype: 0,
  fallbackMigratetype: 1,
  fragmenting: null,
  changeOwnership: false,
  ...over,
})
const summary = (...events: ExtfragEvent[]) =>
  summarizeEvents({ total: events.length, fragmenting: 0, events })

test('events are counted by who wanted and who was taken from, most first', () => {
  const result = summary(
    event({ fallbackOrder: 3 }),
    event({ allocMigratetype: 2, changeOwnership: true }),
    event({ allocMigratetype: 2, allocOrder: 1 }),
  )
  expect(result?.pairs).toEqual([
    { wanted: 2, taken: 1, total: 2, fragmenting: 0, claimed: 1 },
    { wanted: 0, taken: 1, total: 1, fragmenting: 1, claimed: 0 },
  ])
  expect(result?.byOrder).toEqual([2, 1])
})

test('where there are times, columns go by them', () => {
  const result = summary(event({ time: 10 }), event({ time: 10.1 }), event({ time: 20 }))
  expect(result?.span).toEqual([10, 20])
  expect(result?.bins[0]?.total).toBe(2)
  expect(result?.bins.at(-1)?.total).toBe(1)
})

test('without times columns go by number', () => {
  const result = summary(event({}), event({}))
  expect(result?.span).toBeNull()
  expect(result?.bins.reduce((sum, bin) => sum + bin.total, 0)).toBe(2)
})

test('no events, no summary', () => {
  expect(summary()).toBeNull()
})
