// Whether the statements suit the machine: zones and nodes that it has, as many counts as it has
// orders, sizes that are something. Only what holds whatever the loops' numbers are; the unroller
// tells the rest where it happens.

import type { Bytes } from '../units.ts'
import type { ErrorList } from './errors.ts'
import type { Machine } from './machine.ts'
import type { Alloc, Compact, ExpectFree, Size, Span, Statement, Template } from './script.ts'
import { pagesOf, printSize, sizeFault } from './size.ts'
import { isConstant } from './template.ts'
import { countFault, expectedPfnFault } from './values.ts'
import { ZoneTable } from './zone-table.ts'
import { tooManyCounts } from './zones.ts'

export function checkStatements(
  statements: readonly Statement[],
  machine: Machine,
  errors: ErrorList,
): void {
  const checker = new Checker(machine, errors)
  for (const statement of statements) checker.check(statement)
}

/** What the settings left unknown is null, and nothing is judged by it. */
class Checker {
  private readonly errors: ErrorList
  private readonly pageSize: Bytes | null
  private readonly orders: number | null
  private readonly zones: ZoneTable | null

  constructor({ broken, config }: Machine, errors: ErrorList) {
    this.errors = errors
    this.pageSize = broken.has('page-size') ? null : config.pageSize
    this.orders = broken.has('max-order') ? null : config.maxOrder + 1
    const areKnown = (['page-size', 'zone', 'memory'] as const).every((key) => !broken.has(key))
    this.zones = areKnown && config.zones.length > 0 ? new ZoneTable(config.zones) : null
  }

  check(statement: Statement): void {
    switch (statement.kind) {
      case 'for':
        for (const inner of statement.body) this.check(inner)
        return
      case 'alloc':
        this.checkSize(statement.size)
        this.checkAllowed(statement)
        return
      case 'compact':
        this.checkPlace(statement)
        return
      case 'reclaim':
        this.checkSize(statement.size)
        return
      case 'set':
        if (statement.setting === 'min-free') this.checkSize(statement.size, 0)
        return
      case 'expect':
        if (statement.what === 'free') this.checkFree(statement)
        else if (statement.what === 'at') this.checkEach(statement.pfns, expectedPfnFault)
    }
  }

  private tell(at: Span, fault: string | null | undefined): boolean {
    if (fault) this.errors.add(at, fault)
    return !fault
  }

  private checkSize(size: Size, min = 1): void {
    if (this.pageSize === null || !isConstant(size.amount)) return
    const pages = pagesOf(size.unit, size.amount.text, this.pageSize)
    if (pages === 0 && min === 0) return
    this.tell(size.at, sizeFault(pages, printSize(size.unit, size.amount.text)))
  }

  private checkAllowed({ node, zone }: Alloc): void {
    if (node) this.tell(node.at, this.zones?.nodeFault(node.value))
    if (zone) this.tell(zone.at, this.zones?.highestFault(zone.value))
  }

  private checkPlace({ node, zone }: Compact): void {
    const isThere = !node || this.tell(node.at, this.zones?.nodeFault(node.value))
    if (zone && isThere) this.tell(zone.at, this.zones?.zoneFault(zone.value, node?.value ?? null))
  }

  private checkFree({ at, node, zone, counts }: ExpectFree): void {
    const excess = this.orders === null ? undefined : counts[this.orders]
    if (excess && this.orders !== null)
      this.tell(excess.at, tooManyCounts(counts.length, this.orders))
    this.checkEach(counts, countFault)
    if (!this.zones || (node && !isConstant(node))) return
    const found = this.zones.find(node?.text ?? null, zone?.value ?? null)
    if (found.fault !== null)
      this.tell((found.blame === 'zone' ? zone?.at : node?.at) ?? at, found.fault)
  }

  private checkEach(
    templates: readonly Template[],
    faultOf: (text: string) => string | null,
  ): void {
    for (const template of templates)
      if (isConstant(template)) this.tell(template.at, faultOf(template.text))
  }
}
