// `placement lowest`, the default: the lowest block of a list must be found without walking the list.
// The same requests on lists 64 times as long may cost little more; a walk would cost 64 times as much.

import type { Placement } from '../src/core/buddy/config.ts'
import { free } from '../src/core/buddy/free.ts'
import { requestOf } from '../src/core/buddy/request.ts'
import { alloc } from '../src/core/buddy/serve.ts'
import type { Figure } from './figure.ts'
import { cpuTime, ratio } from './measure.ts'
import { ASKING, largeTrace, machineFor, smallTrace, type Trace } from './traces.ts'

const PAIRS = 7
const REQUESTS = 400_000
const SHORT = 1 << 14
const LONG = 1 << 20

export const figures = async (): Promise<readonly Figure[]> => [
  {
    name: 'request on a list of 524,288 / of 8,192 blocks, lowest',
    value: ratio(
      PAIRS,
      () => churn(LONG, 'lowest'),
      () => churn(SHORT, 'lowest'),
    ),
    bound: 4,
    unit: '×',
    note: `median of ${PAIRS} pairs, ${REQUESTS} requests; lists 64 times as long`,
  },
  {
    name: 'the same, lifo: what cache misses alone cost',
    value: ratio(
      PAIRS,
      () => churn(LONG, 'lifo'),
      () => churn(SHORT, 'lifo'),
    ),
    bound: null,
    unit: '×',
    note: '',
  },
  ...[smallTrace(1_000_000), largeTrace(1_000_000)].map((trace) => ({
    name: `lowest / lifo, ${trace.name}`,
    value: ratio(
      PAIRS,
      () => run(trace, 'lowest'),
      () => run(trace, 'lifo'),
    ),
    bound: null,
    unit: '×',
    note: 'CPU time of the same 1M requests',
  })),
]

/** Every other page is free; blocks are freed and asked for again all over the zone. */
function churn(pages: number, placement: Placement): number {
  const trace: Trace = { name: '', pages, maxOrder: 10, steps: new Int32Array(pages) }
  const machine = machineFor(trace, placement)
  const request = requestOf(machine, ASKING)
  for (let handle = 1; handle <= pages; handle++) alloc(machine, handle, 1, request)
  for (let handle = 2; handle <= pages; handle += 2) free(machine, handle)
  return cpuTime(() => {
    let odd = 1
    for (let i = 0; i < REQUESTS; i++) {
      // An even handle holds nothing: it asks; the odd one of another place frees and asks again.
      alloc(machine, 2, 1, request)
      free(machine, 2)
      odd = ((odd + 7_919 * 2) % pages) | 1
      free(machine, odd)
      alloc(machine, odd, 1, request)
    }
  })
}

function run(trace: Trace, placement: Placement): number {
  const machine = machineFor(trace, placement)
  const request = requestOf(machine, ASKING)
  const { steps } = trace
  return cpuTime(() => {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as number
      if (step < 0) free(machine, -step)
      else alloc(machine, i + 1, 2 ** step, request)
    }
  })
}
