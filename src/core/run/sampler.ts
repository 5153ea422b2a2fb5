// The free lists' counts at evenly spaced steps, taken while the run goes: what the curves over the
// whole run are drawn from, whatever its length.

import { countFree, type Machine } from '../buddy/machine.ts'
import type { Step } from '../units.ts'
import type { Samples } from './summary.ts'

/** Most samples of a run: more than a wide screen has columns. */
const SAMPLES = 2048

export class Sampler {
  private readonly machine: Machine
  private readonly stride: number
  private readonly counts: Int32Array
  private count = 0

  /** `actions`: the most steps that the run can have. The machine stands at its start. */
  constructor(actions: number, machine: Machine) {
    this.machine = machine
    this.stride = Math.max(1, Math.ceil(actions / SAMPLES))
    this.counts = new Int32Array((Math.floor(actions / this.stride) + 2) * (machine.maxOrder + 1))
    this.take()
  }

  action(step: Step): void {
    if (step % this.stride === 0) this.take()
  }

  /** The last sample stands at the last step, however the stride falls. */
  end(steps: Step): void {
    if (steps % this.stride !== 0) this.take()
  }

  get samples(): Samples {
    const orders = this.machine.maxOrder + 1
    return {
      stride: this.stride,
      count: this.count,
      nrFree: this.counts.slice(0, this.count * orders),
    }
  }

  private take(): void {
    const { machine, counts } = this
    const at = this.count++ * (machine.maxOrder + 1)
    for (let order = 0; order <= machine.maxOrder; order++)
      for (const zone of machine.zones)
        counts[at + order] = (counts[at + order] as number) + countFree(machine, zone, order)
  }
}
