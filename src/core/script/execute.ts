// One statement carried over from the tree into what the machine is asked, its templates filled in
// with the loops' numbers. What such a number makes impossible is an error in the statement's place.

import type { Bytes, Pages } from '../units.ts'
import type { Action, Size, Span, Teaching } from './script.ts'
import { pagesOf, printSize, sizeFault } from './size.ts'
import { fill } from './template.ts'
import type { Unrolled } from './unrolled.ts'
import { countFault, expectedPfnFault } from './values.ts'
import type { ZoneTable } from './zone-table.ts'

/** What statements need to know of the machine. */
export interface Surroundings {
  readonly pageSize: Bytes
  readonly zones: ZoneTable
}

type Values = readonly number[]

/** `values` are the numbers of the loops around, outermost first; `loop` tells them in words. */
export function execute(
  statement: Action | Teaching,
  values: Values,
  loop: string,
  machine: Surroundings,
): Unrolled {
  const { line, column } = statement.at
  switch (statement.kind) {
    case 'alloc': {
      const pages = fillPages(statement.size, values, machine.pageSize)
      const fault = sizeError(statement.size, values, pages, loop)
      if (fault) return fault
      return {
        kind: 'alloc',
        line,
        column,
        name: fill(statement.name, values),
        nameColumn: statement.name.at.column,
        pages,
        mobility: statement.mobility,
        node: statement.node?.value ?? null,
        zone: statement.zone?.value ?? null,
        atomic: statement.atomic,
        loop,
      }
    }
    case 'free': {
      const name = fill(statement.name, values)
      return { kind: 'free', line, column, name, nameColumn: statement.name.at.column, loop }
    }
    case 'compact': {
      const node = statement.node?.value ?? null
      return { kind: 'compact', line, column, node, zone: statement.zone?.value ?? null, loop }
    }
    case 'reclaim': {
      const pages = fillPages(statement.size, values, machine.pageSize)
      const fault = sizeError(statement.size, values, pages, loop)
      return fault ?? { kind: 'reclaim', line, column, pages, loop }
    }
    case 'drain':
      return { kind: 'drain', line, column, loop }
    case 'set': {
      const { setting } = statement
      if (setting === 'extfrag-threshold')
        return { kind: 'set', line, column, setting, value: statement.value, loop }
      const pages = fillPages(statement.size, values, machine.pageSize)
      const fault = pages > 0 ? sizeError(statement.size, values, pages, loop) : null
      return fault ?? { kind: 'set', line, column, setting, value: pages * machine.pageSize, loop }
    }
    case 'say':
      return { kind: 'say', line, text: fill(statement.text, values) }
    case 'predict':
      return { kind: 'predict', line, ask: statement.ask }
    case 'expect':
      return executeExpect(statement, values, loop, machine)
  }
}

function executeExpect(
  statement: Extract<Teaching, { kind: 'expect' }>,
  values: Values,
  loop: string,
  machine: Surroundings,
): Unrolled {
  const { kind, at } = statement
  const { line, column } = at
  if (statement.what === 'outcome') return { kind, line, column, what: 'outcome', ok: statement.ok }
  if (statement.what === 'at') {
    const pfns: number[] = []
    for (const pfn of statement.pfns) {
      const text = fill(pfn, values)
      const fault = expectedPfnFault(text)
      if (fault) return errorAt(pfn.at, fault, loop)
      pfns.push(Number(text))
    }
    return { kind, line, column, what: 'at', pfns }
  }
  const { node } = statement
  const found = machine.zones.find(node && fill(node, values), statement.zone?.value ?? null)
  if (found.fault !== null) return errorAt(node?.at ?? at, found.fault, loop)
  const counts: number[] = []
  for (const count of statement.counts) {
    const text = fill(count, values)
    const fault = countFault(text)
    if (fault) return errorAt(count.at, fault, loop)
    counts.push(Number(text))
  }
  return { kind, line, column, what: 'free', zone: found.index, counts }
}

function fillPages(size: Size, values: Values, pageSize: number): Pages {
  return pagesOf(size.unit, fill(size.amount, values), pageSize)
}

function sizeError(size: Size, values: Values, pages: Pages, loop: string): Unrolled | null {
  if (pages > 0 && pages < Number.POSITIVE_INFINITY) return null
  const fault = sizeFault(pages, printSize(size.unit, fill(size.amount, values)))
  return fault === null ? null : errorAt(size.at, fault, loop)
}

function errorAt(at: Span, message: string, loop: string): Unrolled {
  const { line, column } = at
  return { kind: 'error', line, column, message: loop ? `${message} (${loop})` : message }
}
