// Whether the statements suit the machine: zones and nodes that it has, as many counts as it has
// orders, sizes that are something. Only what holds whatever the loops' numbers are; the unroller
// tells the rest where it happens.

import type { MachineConfig } from '../buddy/config.ts'
import { ZONE_NAMES, type ZoneName } from '../units.ts'
import { type ErrorList, oneOf } from './errors.ts'
import type { Machine } from './machine.ts'
import type { Operand, Size, Statement, Template } from './script.ts'
import { pagesOf, printSize, sizeFault } from './size.ts'
import { isConstant } from './template.ts'
import { countFault, expectedPfnFault, findZone } from './values.ts'
import { tooManyCounts } from './zones.ts'

export function checkStatements(
  statements: readonly Statement[],
  machine: Machine,
  errors: ErrorList,
): void {
  const { broken, config } = machine
  const isSizeKnown = !broken.has('page-size')
  const areZonesKnown = isSizeKnown && !broken.has('zone') && !broken.has('memory')
  const areOrdersKnown = !broken.has('max-order')
  const check = (statement: Statement): void => {
    switch (statement.kind) {
      case 'for':
        for (const inner of statement.body) check(inner)
        break
      case 'alloc':
        if (isSizeKnown) checkSize(statement.size, config.pageSize, 1, errors)
        if (areZonesKnown) {
          checkNode(statement.node, config, errors)
          checkHighest(statement.zone, config, errors)
        }
        break
      case 'compact':
        if (areZonesKnown && checkNode(statement.node, config, errors))
          checkZone(statement.zone, statement.node?.value ?? null, config, errors)
        break
      case 'reclaim':
        if (isSizeKnown) checkSize(statement.size, config.pageSize, 1, errors)
        break
      case 'set':
        if (isSizeKnown && statement.setting === 'min-free')
          checkSize(statement.size, config.pageSize, 0, errors)
        break
      case 'expect':
        if (statement.what === 'free') {
          const orders = config.maxOrder + 1
          const excess = areOrdersKnown ? statement.counts[orders] : undefined
          if (excess) errors.add(excess.at, tooManyCounts(statement.counts.length, orders))
          checkEach(statement.counts, countFault, errors)
          if (areZonesKnown && (!statement.node || isConstant(statement.node))) {
            const found = findZone(statement, statement.node?.text ?? null, config)
            if (found.fault !== null)
              errors.add(
                found.blame === 'zone' && statement.zone
                  ? statement.zone.at
                  : (statement.node?.at ?? statement.at),
                found.fault,
              )
          }
        } else if (statement.what === 'at') checkEach(statement.pfns, expectedPfnFault, errors)
    }
  }
  for (const statement of statements) check(statement)
}

function checkEach(
  templates: readonly Template[],
  faultOf: (text: string) => string | null,
  errors: ErrorList,
): void {
  for (const template of templates) {
    const fault = isConstant(template) ? faultOf(template.text) : null
    if (fault) errors.add(template.at, fault)
  }
}

function checkSize(size: Size, pageSize: number, min: 0 | 1, errors: ErrorList): void {
  if (!isConstant(size.amount)) return
  const pages = pagesOf(size.unit, size.amount.text, pageSize)
  const fault =
    pages < min || pages > 0 ? sizeFault(pages, printSize(size.unit, size.amount.text)) : null
  if (fault) errors.add(size.at, fault)
}

function checkNode(
  node: Operand<number> | null,
  config: MachineConfig,
  errors: ErrorList,
): boolean {
  const nodes = [...new Set(config.zones.map((zone) => zone.node))].sort((a, b) => a - b)
  if (!node || nodes.includes(node.value)) return true
  errors.add(node.at, `no node ${node.value} here: use ${oneOf(nodes.map(String))}`)
  return false
}

/** `zone Z` of an alloc names the highest that will do, so a lower one is enough. */
function checkHighest(
  zone: Operand<ZoneName> | null,
  config: MachineConfig,
  errors: ErrorList,
): void {
  if (!zone) return
  const rank = ZONE_NAMES.indexOf(zone.value)
  if (config.zones.some((candidate) => ZONE_NAMES.indexOf(candidate.zone) <= rank)) return
  errors.add(zone.at, `no zone here is ${zone.value} or lower: the lowest is ${lowestZone(config)}`)
}

function lowestZone(config: MachineConfig): ZoneName | undefined {
  return ZONE_NAMES.find((name) => config.zones.some((zone) => zone.zone === name))
}

function checkZone(
  zone: Operand<ZoneName> | null,
  node: number | null,
  config: MachineConfig,
  errors: ErrorList,
): void {
  if (!zone) return
  const there = config.zones.filter((candidate) => node === null || candidate.node === node)
  if (there.some((candidate) => candidate.zone === zone.value)) return
  const names = [...new Set(there.map((candidate) => candidate.zone))]
  const where = node === null ? 'here' : `on node ${node}`
  errors.add(zone.at, `no zone ${zone.value} ${where}: use ${oneOf(names)}`)
}
