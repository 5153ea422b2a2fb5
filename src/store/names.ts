// Names of owners: those that a view brings along, and for a frame of many blocks those of the
// blocks in sight, asked for as they come into it.

import { useEffect, useState } from 'react'
import type { RunSummary } from '../core/run/summary.ts'
import { requestNames, useSimulation } from './simulation.ts'

const NONE: ReadonlyMap<number, string> = new Map()
/** A run's names never change. */
const known = new WeakMap<RunSummary, ReadonlyMap<number, string>>()

/** Names at hand for the owners `ids` (stable between renders); the rest come later. */
export function useNames(ids: readonly number[]): ReadonlyMap<number, string> {
  const run = useSimulation((state) => state.run)
  const given = useSimulation((state) => state.view?.names ?? NONE)
  const [, setArrivals] = useState(0)
  useEffect(() => {
    if (!run) return
    const names = known.get(run) ?? NONE
    const missing = ids.filter((id) => id >= 0 && !given.has(id) && !names.has(id))
    if (missing.length === 0) return
    let isGone = false
    const keep = (found: ReadonlyMap<number, string>) => {
      if (found.size > 0) known.set(run, new Map([...(known.get(run) ?? NONE), ...found]))
      if (!isGone) setArrivals((arrivals) => arrivals + 1)
    }
    requestNames(missing).then(keep, () => {}) // a worker that is gone has no names; nor has it blocks
    return () => {
      isGone = true
    }
  }, [ids, given, run])
  if (given.size > 0 || !run) return given
  return known.get(run) ?? NONE
}
