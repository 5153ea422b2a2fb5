// What recording costs: a run that is logged and sampled, as the worker runs a script the first time,
// against the bare allocator on the same requests. Both must place every block alike.

import type { Placement } from '../src/core/buddy/config.ts'
import { free } from '../src/core/buddy/free.ts'
import type { Machine } from '../src/core/buddy/machine.ts'
import { requestOf } from '../src/core/buddy/request.ts'
import { alloc } from '../src/core/buddy/serve.ts'
import { Sampler } from '../src/core/run/sampler.ts'
import { ActionLog } from '../src/core/timeline/action-log.ts'
import type { Figure } from './figure.ts'
import { cpuTime, ratio } from './measure.ts'
import { ASKING, largeTrace, machineFor, smallTrace, type Trace } from './traces.ts'

const STEPS = 1_000_000
const PAIRS = 7

export const figures = async (): Promise<readonly Figure[]> => {
  const rows: Figure[] = []
  for (const trace of [smallTrace(STEPS), largeTrace(STEPS)])
    for (const placement of ['lowest', 'lifo'] as const) {
      const hashes = new Set<number>()
      const timed = (run: (machine: Machine, trace: Trace) => number) => () => {
        const machine = machineFor(trace, placement)
        return cpuTime(() => hashes.add(run(machine, trace)))
      }
      const off = timed(bare)
      rows.push(
        figure(trace, placement, 'recording on / off', 1.4, ratio(PAIRS, timed(recorded), off)),
        figure(
          trace,
          placement,
          'journal of every word on / off',
          null,
          ratio(PAIRS, timed(journaled), off),
        ),
      )
      if (hashes.size !== 1) throw new Error(`${trace.name}, ${placement}: the runs differ`)
    }
  return rows
}

function figure(
  trace: Trace,
  placement: Placement,
  what: string,
  bound: number | null,
  value: number,
): Figure {
  const name = `${what}, ${trace.name}, ${placement}`
  return { name, value, bound, unit: '×', note: `median of ${PAIRS} pairs, ${STEPS} steps` }
}

function bare(machine: Machine, { steps }: Trace): number {
  const request = requestOf(machine, ASKING)
  let hash = 0
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as number
    if (step < 0) free(machine, -step)
    else hash = (Math.imul(hash, 31) + alloc(machine, i + 1, 2 ** step, request)) | 0
  }
  return hash
}

function recorded(machine: Machine, { steps }: Trace): number {
  const log = new ActionLog(steps.length)
  const sampler = new Sampler(machine)
  const request = log.requestFor(machine, ASKING)
  const failures: number[] = []
  let hash = 0
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as number
    const at =
      step < 0
        ? log.append('free', 1, 0, i, -step, 0)
        : log.append('alloc', 1, 0, i, 2 ** step, request)
    const pfn = log.execute(machine, at)
    if (step >= 0) hash = (Math.imul(hash, 31) + pfn) | 0
    if (pfn < 0) failures.push(at)
    sampler.action(at)
  }
  return hash
}

function journaled(machine: Machine, trace: Trace): number {
  const { state } = machine
  const request = requestOf(machine, ASKING)
  state.isRecording = true
  let hash = 0
  for (let i = 0; i < trace.steps.length; i++) {
    const step = trace.steps[i] as number
    if (step < 0) free(machine, -step)
    else hash = (Math.imul(hash, 31) + alloc(machine, i + 1, 2 ** step, request)) | 0
    if (i % 16_384 === 0) state.clearJournal()
  }
  return hash
}
