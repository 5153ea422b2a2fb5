// `run --json`: one JSON value, written as the run goes on (cli.md has its shape).

import type { Op } from '../core/buddy/command.ts'
import type { MachineConfig } from '../core/buddy/config.ts'
import type { BuddyEvent } from '../core/buddy/event.ts'
import { explainFailure } from '../core/buddy/failure.ts'
import { freeCounts } from '../core/buddy/machine.ts'
import { fragmentationIndex } from '../core/metrics/fragmentation-index.ts'
import { unusableIndex } from '../core/metrics/unusable-index.ts'
import type { ActionReport, Run } from '../core/run/run.ts'

export function configJson(config: MachineConfig) {
  const { pageSize, maxOrder, policy, fit, placement, grouping, pcp, watermarks } = config
  const zones = config.zones.map(({ node, zone, startPfn, pages }) => ({
    node,
    zone,
    startPfn,
    pages,
  }))
  return { pageSize, maxOrder, policy, fit, placement, grouping, pcp, watermarks, zones }
}

/** Free blocks of every zone now. */
export function freeJson({ machine }: Run) {
  return machine.zones.map((zone) => ({
    node: zone.node,
    zone: zone.name,
    counts: freeCounts(machine, zone),
  }))
}

/** One action, right after it was carried out. */
export function stepJson(run: Run, report: ActionReport, withEvents: boolean) {
  const { op, line, name } = run.log.at(report.step)
  return {
    line,
    op: op satisfies Op,
    ...(name < 0 ? {} : { name: run.names.textOf(name) }),
    ok: report.ok,
    blocks: report.blocks,
    ...(report.ok ? {} : { failure: failureJson(run, report.step) }),
    ...(withEvents ? { events: report.events.map((event) => eventJson(run, event)) } : {}),
    free: freeJson(run),
  }
}

function failureJson({ machine, log }: Run, step: number) {
  const { argument, zonelist } = log.at(step)
  const failure = explainFailure(machine, argument, log.zonelist(zonelist))
  const zone = machine.zones[failure.zone]
  const counts = zone ? freeCounts(machine, zone) : []
  const { order, reason, freePages, largestFreeOrder } = failure
  return {
    order,
    reason,
    freePages,
    largestFreeOrder,
    fragmentationIndex: fragmentationIndex(counts, order),
    unusableIndex: unusableIndex(counts, order),
  }
}

function eventJson({ machine, names, log }: Run, event: BuddyEvent) {
  const { kind, zone: index, ...rest } = event
  const zone = machine.config.zones[index]
  const where = { node: zone?.node ?? 0, zone: zone?.zone ?? '' }
  if (event.kind === 'give') {
    const { pfn, order, handle } = event
    return { kind, ...where, pfn, order, name: names.textOf(log.name[handle] ?? -1) }
  }
  return { kind, ...where, ...rest }
}
