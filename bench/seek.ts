// Seeking: any step of a 1M-step run, at random, against replaying the whole run. The walk that makes
// the run seekable happens once, in idle time; its price is told too.

import type { Placement } from '../src/core/buddy/config.ts'
import type { Machine } from '../src/core/buddy/machine.ts'
import { ActionLog } from '../src/core/timeline/action-log.ts'
import { Timeline } from '../src/core/timeline/timeline.ts'
import type { Figure } from './figure.ts'
import { cpuTime, median, quantile } from './measure.ts'
import { ASKING, largeTrace, machineFor, smallTrace, type Trace } from './traces.ts'

const STEPS = 1_000_000
const SEEKS = 400
const REPLAYS = 5

export const figures = async (): Promise<readonly Figure[]> => {
  const rows: Figure[] = []
  for (const trace of [smallTrace(STEPS), largeTrace(STEPS)])
    for (const placement of ['lowest', 'lifo'] as const) rows.push(...seekFigures(trace, placement))
  return rows
}

function seekFigures(trace: Trace, placement: Placement): Figure[] {
  const machine = machineFor(trace, placement)
  const log = logOf(machine, trace)
  const replays: number[] = []
  const hashes = new Map<number, number>()
  for (let i = 0; i < REPLAYS; i++) {
    const fresh = machineFor(trace, placement)
    replays.push(cpuTime(() => replay(log, fresh, 0, log.length)))
  }
  const replayTime = median(replays)

  const timeline = new Timeline(machine, log)
  const walk = cpuTime(() => {
    while (timeline.extend(16_384));
  })
  let seed = 12345
  const seeks: number[] = []
  const backs: number[] = []
  const forwards: number[] = []
  for (let i = 0; i < SEEKS; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    const step = 1 + (seed % (log.length - 1))
    seeks.push(cpuTime(() => timeline.seek(step)))
    if (i < 8) hashes.set(step, hashOf(machine))
    backs.push(cpuTime(() => timeline.seek(step - 1)))
    forwards.push(cpuTime(() => timeline.seek(step)))
  }
  verify(trace, placement, log, hashes)
  const p99 = quantile(seeks, 0.99)
  const label = `${trace.name}, ${placement}`
  const note = `${SEEKS} seeks, replay ${replayTime.toFixed(0)} ms`
  return [
    {
      name: `seek p99 / replay of 1M steps, ${label}`,
      value: p99 / replayTime,
      bound: 0.25,
      unit: '×',
      note,
    },
    {
      name: `seek p99, ${label}`,
      value: p99,
      bound: 16,
      unit: 'ms',
      note: `p50 ${median(seeks).toFixed(2)} ms`,
    },
    {
      name: `one step back p99, ${label}`,
      value: quantile(backs, 0.99),
      bound: 0.1,
      unit: 'ms',
      note: '',
    },
    {
      name: `walk once / replay, ${label}`,
      value: walk / replayTime,
      bound: null,
      unit: '×',
      note: 'in idle time, in slices',
    },
  ]
}

function logOf(machine: Machine, { steps }: Trace): ActionLog {
  const log = new ActionLog(steps.length)
  const request = log.requestFor(machine, ASKING)
  steps.forEach((step, i) => {
    if (step < 0) log.append('free', 1, 0, i, -step, 0)
    else log.append('alloc', 1, 0, i, 2 ** step, request)
  })
  return log
}

function replay(log: ActionLog, machine: Machine, from: number, to: number): void {
  for (let step = from + 1; step <= to; step++) log.execute(machine, step)
}

/** Every state that was sought must be the one that a fresh replay reaches. */
function verify(
  trace: Trace,
  placement: Placement,
  log: ActionLog,
  hashes: Map<number, number>,
): void {
  const machine = machineFor(trace, placement)
  let at = 0
  for (const [step, hash] of [...hashes].sort(([a], [b]) => a - b)) {
    replay(log, machine, at, step)
    at = step
    if (hashOf(machine) !== hash) throw new Error(`${trace.name}: step ${step} was sought wrongly`)
  }
}

function hashOf({ state }: Machine): number {
  let hash = 0x811c9dc5
  for (const word of state.words) hash = Math.imul(hash ^ word, 0x01000193)
  return hash >>> 0
}
