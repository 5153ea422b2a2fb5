// The free lists' counts at evenly spaced steps, taken while the run goes: what the curves over the
// whole run are drawn from, whatever its length. When there are too many samples every second one
// is dropped, and from there on they are taken half as often.

import { countFree, type Machine } from '../buddy/machine.ts'
import type { Step } from '../units.ts'
import type { Samples } from './summary.ts'

/** Most samples of a run: more than a wide screen has columns. */
const SAMPLES = 4096

export class Sampler {
  private readonly machine: Machine
  private readonly counts: Int32Array
  private stride = 1
  private count = 0

  /** The machine stands at its start. */
  constructor(machine: Machine) {
    this.machine = machine
    this.counts = new Int32Array((SAMPLES + 1) * (machine.maxOrder + 1))
    this.take()
  }

  action(step: Step): void {
    if (step % this.stride !== 0) return
    if (this.count === SAMPLES) {
      this.thin()
      if (step % this.stride !== 0) return
    }
    this.take()
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

  private thin(): void {
    const orders = this.machine.maxOrder + 1
    for (let sample = 2; sample < this.count; sample += 2)
      this.counts.copyWithin((sample / 2) * orders, sample * orders, (sample + 1) * orders)
    this.count = Math.ceil(this.count / 2)
    this.counts.fill(0, this.count * orders)
    this.stride *= 2
  }

  private take(): void {
    const { machine, counts } = this
    const at = this.count++ * (machine.maxOrder + 1)
    for (let order = 0; order <= machine.maxOrder; order++)
      for (const zone of machine.zones)
        counts[at + order] = (counts[at + order] as number) + countFree(machine, zone, order)
  }
}
