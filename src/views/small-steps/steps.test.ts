import { expect, test } from 'vitest'
import type { SmallStep, StepView } from '../../core/run/summary.ts'
import { listSteps } from './steps.ts'

const choose: SmallStep = {
  number: 1,
  event: { kind: 'choose', zone: 0, order: 1, found: -1 },
  text: 'List 1 holds nothing',
}
const fail: SmallStep = {
  number: 2,
  event: { kind: 'fail', zone: 0, order: 1, reason: 'fragmentation' },
  text: 'The request fails; nothing changes',
}

function viewAt(small: number | null, events = [choose, fail], eventCount = events.length) {
  return { events, eventCount, position: { step: 8, small } } as unknown as StepView
}

test('an action that is done stands on its last small step', () => {
  expect(listSteps(viewAt(null)).map(({ mark }) => mark)).toEqual(['done', 'failed'])
})

test('within an action, what is done, what is now, what is to come', () => {
  expect(listSteps(viewAt(1)).map(({ mark }) => mark)).toEqual(['now', 'to-come'])
})

test('the last small step leads to the action done', () => {
  expect(listSteps(viewAt(1)).map(({ position }) => position.small)).toEqual([1, null])
})

test('where not all are listed, each keeps its place, and the gap is told', () => {
  const listed = listSteps(
    viewAt(null, [choose, { ...choose, number: 899 }, { ...fail, number: 900 }], 900),
  )
  expect(listed.map(({ position, leftOut }) => [position.small, leftOut])).toEqual([
    [1, 0],
    [899, 897],
    [null, 0],
  ])
  expect(listed.map(({ mark }) => mark)).toEqual(['done', 'done', 'failed'])
})
