// The zone that the pictures of one zone show where a machine has several: the one that the reader
// pinned, else the one that the step is about.

import { create } from 'zustand'
import { type MachineConfig, zoneLabel } from '../core/buddy/config.ts'
import type { StepView } from '../core/run/summary.ts'
import { eventsSoFar } from './events-so-far.ts'
import { useSimulation } from './simulation.ts'

/** By its label, so that a script that was edited keeps it. */
const usePin = create<{ readonly pinned: string | null }>()(() => ({ pinned: null }))

/** Shows a zone at every step; that zone again: the one each step is about. */
export function pinZone(label: string): void {
  usePin.setState(({ pinned }) => ({ pinned: pinned === label ? null : label }))
}

export function usePinnedZone(): string | null {
  return usePin((state) => state.pinned)
}

/** Index into the config's zones. */
export function useShownZone(): number {
  const zones = useSimulation((state) => state.run?.config.zones)
  const view = useSimulation((state) => state.view)
  const pinned = usePinnedZone()
  if (!zones || !view) return 0
  const found = zones.findIndex((zone) => zoneLabel(zone) === pinned)
  return found >= 0 ? found : zoneOfStep(view, zones)
}

/** The zone of the last small step; of a whole action the one that gave, moved or took back; else the one tried first. */
export function zoneOfStep(view: StepView, zones: MachineConfig['zones']): number {
  const { action, position } = view
  const events = eventsSoFar(view)
  if (position.small === null && action && action.blocks.length > 0) return action.zone
  const telling =
    position.small === null ? events.findLast(({ kind }) => kind === 'migrate') : undefined
  const last = telling ?? events.at(-1)
  return last?.zone ?? zones.findLastIndex(({ node }) => node === zones[0]?.node)
}
