// `run --json`: one JSON value, written as the run goes on (cli.md has its shape).

import type { Op } from '../core/buddy/command.ts'
import type { MachineConfig } from '../core/buddy/config.ts'
import type { BuddyEvent } from '../core/buddy/event.ts'
import { nrFree } from '../core/buddy/free-area.ts'
import { marksOf } from '../core/buddy/linux/marks.ts'
import { pcpPages } from '../core/buddy/linux/pcp-lists.ts'
import { freeCounts, type Machine } from '../core/buddy/machine.ts'
import { pageblocksByType } from '../core/buddy/pageblock.ts'
import { failureOf } from '../core/buddy/serve.ts'
import type { Zone } from '../core/buddy/zone.ts'
import { fragmentationIndex } from '../core/metrics/fragmentation-index.ts'
import { unusableIndex } from '../core/metrics/unusable-index.ts'
import type { ActionReport, Run } from '../core/run/run.ts'
import { MIGRATETYPES } from '../core/units.ts'

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
  const { state, config } = machine
  return machine.zones.map((zone) => ({
    node: zone.node,
    zone: zone.name,
    counts: freeCounts(machine, zone),
    ...(config.grouping
      ? { byType: freeByType(machine, zone), pageblocks: pageblockCounts(machine, zone) }
      : {}),
    ...(config.pcp ? { pcpPages: pcpPages(state, zone) } : {}),
    ...(config.watermarks ? { watermarks: marksOf(state, zone) } : {}),
  }))
}

function freeByType({ state, maxOrder }: Machine, zone: Zone) {
  return Object.fromEntries(
    MIGRATETYPES.map((name, type) => [
      name,
      Array.from({ length: maxOrder + 1 }, (_, order) => nrFree(state, zone, order, type)),
    ]),
  )
}

/** Pageblocks of each type; those that stick out of the zone count too. */
function pageblockCounts({ state }: Machine, zone: Zone) {
  const counts = pageblocksByType(state, zone)
  return Object.fromEntries(MIGRATETYPES.map((name, type) => [name, counts[type] ?? 0]))
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
  const { counts, order, reason, freePages, largestFreeOrder } = failureOf(
    machine,
    log.at(step).argument,
    log.request(step),
  )
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
  if ('handle' in rest) {
    const { handle, ...others } = rest
    return { kind, ...where, ...others, name: names.textOf(log.name[handle] ?? -1) }
  }
  return { kind, ...where, ...rest }
}
