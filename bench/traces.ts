// The traces that the benchmarks run: the same requests for every allocator, made by a seeded
// generator, named after the shape of machine that they model.

import type { MachineConfig, Placement } from '../src/core/buddy/config.ts'
import { createMachine, isMisfit, type Machine } from '../src/core/buddy/machine.ts'
import { oneZone } from '../src/core/buddy/one-zone.ts'
import type { Asking } from '../src/core/buddy/request.ts'
import type { Order, Pages } from '../src/core/units.ts'

/** Steps one after the other: an order (0 and up) asks for a block; −h frees what step h was given. */
export interface Trace {
  readonly name: string
  readonly pages: Pages
  readonly maxOrder: Order
  readonly steps: Int32Array
}

/** What each request of a trace asks for, besides its size. */
export const ASKING: Asking = { node: null, zone: null, mobility: 'unmovable', atomic: false }

/** xorshift32: the same numbers everywhere. */
function randomOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** 16,384 pages, orders 0 to 9 uniform, about 60 % held. */
export function smallTrace(steps: number): Trace {
  return churn('16,384 pages', 16_384, 0.6, steps, (random) => random(10))
}

/** 1M pages, mostly small blocks, about 90 % held. */
export function largeTrace(steps: number): Trace {
  return churn('1M pages', 1 << 20, 0.9, steps, (random) => Math.min(random(10), random(10)))
}

function churn(
  name: string,
  pages: Pages,
  fill: number,
  steps: number,
  orderOf: (random: (below: number) => number) => Order,
): Trace {
  const random = randomOf(2463534242)
  const out = new Int32Array(steps)
  const live: { step: number; order: Order }[] = []
  let held = 0
  for (let i = 0; i < steps; i++) {
    const order = orderOf(random)
    const isFull = held + 2 ** order > pages * fill
    if (isFull || (live.length > 0 && random(10) < 4)) {
      const at = random(live.length)
      const freed = live[at] as { step: number; order: Order }
      live[at] = live.at(-1) as { step: number; order: Order }
      live.pop()
      held -= 2 ** freed.order
      out[i] = -freed.step
    } else {
      live.push({ step: i + 1, order })
      held += 2 ** order
      out[i] = order
    }
  }
  return { name, pages, maxOrder: 10, steps: out }
}

export function machineFor(trace: Trace, placement: Placement): Machine {
  const machine = createMachine(configFor(trace, placement), trace.steps.length)
  if (isMisfit(machine)) throw new Error('a whole zone fits')
  return machine
}

export function configFor(trace: Trace, placement: Placement): MachineConfig {
  return oneZone(trace.pages, { maxOrder: trace.maxOrder, placement })
}
