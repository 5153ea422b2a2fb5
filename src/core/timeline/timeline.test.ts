import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brokenInvariants } from '../buddy/check.ts'
import type { Fit, Placement } from '../buddy/config.ts'
import { createMachine, heldAt, isMisfit, type Machine } from '../buddy/machine.ts'
import { oneZone } from '../buddy/one-zone.ts'
import { ActionLog } from './action-log.ts'
import { INTERVAL, Timeline } from './timeline.ts'

function machineOf(fit: Fit, placement: Placement, pages: number, handles: number): Machine {
  const config = oneZone(pages, { fit, placement, maxOrder: 5, startPfn: 3 })
  const machine = createMachine(config, handles)
  if (isMisfit(machine)) throw new Error('a whole zone fits')
  return machine
}

/** Logs a run from numbers: an even one asks for pages, an odd one frees something that is held. */
function logged(machine: Machine, numbers: readonly number[]): ActionLog {
  const log = new ActionLog(numbers.length)
  const list = log.requestFor(machine, {
    node: null,
    zone: null,
    mobility: 'unmovable',
    atomic: false,
  })
  const live: number[] = []
  numbers.forEach((number, i) => {
    if (number % 2 === 0 || live.length === 0) {
      const step = log.append('alloc', 1, 0, i, 1 + ((number >> 1) % 40), list)
      log.execute(machine, step)
      if (heldAt(machine, step) >= 0) live.push(step)
    } else {
      const [handle] = live.splice((number >> 1) % live.length, 1)
      log.execute(machine, log.append('free', 1, 0, i, handle ?? 0, 0))
    }
  })
  return log
}

/** All states of a run: [step] the words after it. */
function replayed(fit: Fit, placement: Placement, numbers: readonly number[]) {
  const first = machineOf(fit, placement, 100, numbers.length)
  const log = logged(first, numbers)
  const machine = machineOf(fit, placement, 100, numbers.length)
  const states = [machine.state.words.slice()]
  for (let step = 1; step <= log.length; step++) {
    log.execute(machine, step)
    states.push(machine.state.words.slice())
  }
  expect(machine.state.words).toEqual(first.state.words)
  return { log, states }
}

test.each([
  ['round', 'lowest'],
  ['round', 'lifo'],
  ['exact', 'lowest'],
  ['exact', 'lifo'],
] as [Fit, Placement][])(
  '%s, %s: any order of seeks shows what a replay shows',
  (fit, placement) => {
    const run = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 80 })
    const seeks = fc.array(fc.tuple(fc.nat(), fc.boolean(), fc.nat()), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(run, seeks, (numbers, order) => {
        const { log, states } = replayed(fit, placement, numbers)
        const machine = machineOf(fit, placement, 100, numbers.length)
        const timeline = new Timeline(machine, log)
        for (const [at, isTraced, small] of order) {
          const step = at % states.length
          if (isTraced && step > 0) {
            const events = timeline.trace(step)
            expect(machine.state.words).toEqual(states[step])
            timeline.show(small % (events.length + 1))
            if (small % (events.length + 1) === 0)
              expect(machine.state.words).toEqual(states[step - 1])
          } else {
            timeline.seek(step)
            expect(machine.state.words).toEqual(states[step])
            expect(brokenInvariants(machine)).toEqual([])
          }
        }
      }),
      { numRuns: 60 },
    )
  },
)

test('small steps forwards and backwards show the same moments', () => {
  const numbers = Array.from({ length: 60 }, (_, i) => (i * 7919) % 997)
  const { log } = replayed('exact', 'lifo', numbers)
  const machine = machineOf('exact', 'lifo', 100, numbers.length)
  const timeline = new Timeline(machine, log)
  for (let step = 1; step <= log.length; step++) {
    const events = timeline.trace(step)
    const forward = events.map((_, i) => {
      timeline.show(i + 1)
      return machine.state.words.slice()
    })
    for (let i = events.length; i > 0; i--) {
      timeline.show(i)
      expect(machine.state.words).toEqual(forward[i - 1])
    }
  }
})

/** FNV-1a over the words: comparing arrays of this size takes the test runner seconds. */
function hashOf({ state }: Machine): number {
  let hash = 0x811c9dc5
  for (const word of state.words) hash = Math.imul(hash ^ word, 0x01000193)
  return hash >>> 0
}

test('a run of many intervals is walked once and then sought across them', () => {
  const steps = INTERVAL * 3 + 500
  let seed = 1
  const numbers = Array.from({ length: steps }, () => {
    seed = (seed * 1664525 + 1013904223) >>> 0
    return seed >>> 8
  })
  const first = machineOf('round', 'lowest', 1000, steps)
  const log = logged(first, numbers)
  const at = new Map<number, number>()
  const wanted = [0, 1, INTERVAL - 1, INTERVAL, INTERVAL + 1, 2 * INTERVAL, steps - 1, steps]
  const plain = machineOf('round', 'lowest', 1000, steps)
  for (let step = 0; step <= steps; step++) {
    if (step > 0) log.execute(plain, step)
    if (wanted.includes(step)) at.set(step, hashOf(plain))
  }
  const machine = machineOf('round', 'lowest', 1000, steps)
  const timeline = new Timeline(machine, log)
  timeline.seek(INTERVAL + 1)
  expect(hashOf(machine)).toBe(at.get(INTERVAL + 1))
  while (timeline.extend(5000));
  expect(timeline.frontier).toBe(steps)
  for (const from of wanted)
    for (const to of wanted) {
      timeline.seek(from)
      if (to > 0) timeline.trace(to)
      else timeline.seek(to)
      expect(hashOf(machine)).toBe(at.get(to))
    }
})
