// The order that the fragmentation measures are taken at: chosen by the reader, else the one that
// the run is about.

import type { MachineConfig } from '../core/buddy/config.ts'
import { largestOrder } from '../core/buddy/largest-order.ts'
import type { RunSummary } from '../core/run/summary.ts'
import type { Order, Step } from '../core/units.ts'
import { useSimulation } from './simulation.ts'
import { useView } from './view.ts'

/** The largest order that a zone of the machine can have a block of: of larger ones, all memory is unusable. */
export function largestMeasured({
  zones,
  maxOrder,
}: Pick<MachineConfig, 'zones' | 'maxOrder'>): Order {
  return Math.max(...zones.map((zone) => largestOrder(zone, maxOrder)))
}

/** The chosen order; else that of the last failure up to `step`; else the pageblock order; as far as it fits a zone. */
export function measureOrderAt(
  run: Pick<RunSummary, 'config' | 'failures' | 'actions'>,
  step: Step,
  chosen: Order | null,
): Order {
  const { pageblockOrder } = run.config
  const failed = run.failures.findLast((failure) => failure <= step)
  const failure = failed === undefined ? null : run.actions[failed - 1]?.failure
  return Math.min(chosen ?? failure?.order ?? pageblockOrder, largestMeasured(run.config))
}

export function useMeasureOrder(): Order {
  const run = useSimulation((state) => state.run)
  const step = useSimulation((state) => state.view?.position.step ?? 0)
  const chosen = useView((state) => state.measureOrder)
  return run ? measureOrderAt(run, step, chosen) : 0
}
