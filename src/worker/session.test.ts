import { expect, test } from 'vitest'
import { zoneCounts } from '../core/buddy/frame.ts'
import { type Opened, Session } from './session.ts'
import { ticking } from './ticking.ts'

const START = { step: 0, small: null }
const SMALL = 'memory 32K\nalloc A 4K\nalloc B 4K\nfree A\n'
const LONG = 'memory 4M\nfor i in 1..100000\nalloc A 4K\nfree A\nend\n'

const sessionOf = (tick: number) => new Session(ticking(tick))

function counts(opened: Opened): number[] {
  if (opened.kind !== 'run') throw new Error(opened.kind)
  return zoneCounts(opened.view.frame, 0, 3)
}

test('a script runs and stands where it is told to, or at its last step', async () => {
  const session = sessionOf(0)
  const opened = await session.open(SMALL, { step: 99, small: null }, () => {})
  expect(opened.kind === 'run' && opened.view.position).toEqual({ step: 3, small: null })
  expect(counts(opened)).toEqual([1, 1, 1, 0])
  expect(session.view({ step: 1, small: 2 })?.position).toEqual({ step: 1, small: 2 })
})

test('errors leave the run before as it was', async () => {
  const session = sessionOf(0)
  await session.open(SMALL, START, () => {})
  const opened = await session.open('memory 32Q\n', START, () => {})
  expect(opened.kind).toBe('errors')
  expect(session.view({ step: 3, small: null })?.action?.label).toBe('free A')
})

test('a long run tells its progress, and a cancelled one leaves the run before', async () => {
  const session = sessionOf(20)
  await session.open(SMALL, START, () => {})
  const told: number[] = []
  const running = session.open(LONG, START, (done, total) => {
    expect(total).toBe(200_000)
    told.push(done)
    if (told.length === 3) session.cancel()
  })
  expect((await running).kind).toBe('cancelled')
  expect(told).toHaveLength(3)
  expect(session.view({ step: 3, small: null })?.action?.label).toBe('free A')
})

test('a later script overtakes an earlier one', async () => {
  const session = sessionOf(20)
  const first = session.open(LONG, START, () => {})
  const second = session.open(SMALL, START, () => {})
  expect([(await first).kind, (await second).kind]).toEqual(['cancelled', 'run'])
})
