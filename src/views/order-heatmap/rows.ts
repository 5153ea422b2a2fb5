// The two indices, zone by zone: computed from the counts, or as a kernel printed them where a text has
// only those.

import { zoneLabel } from '../../core/buddy/config.ts'
import type { IndexRow } from '../../core/kernel-text/reading.ts'
import type { Look } from '../../store/paste.ts'

export type IndexName = 'unusable' | 'fragmentation'

export interface Row {
  readonly key: string
  readonly node: number
  readonly zone: string
  /** Thousandths, by order. */
  readonly values: readonly number[]
}

export interface IndexRows {
  readonly name: IndexName
  readonly rows: readonly Row[]
  /** Printed by the kernel, not computed here. */
  readonly isPrinted: boolean
}

export function indexRows(
  { diagnosis, unusable, fragmentation }: Look,
  name: IndexName,
): IndexRows {
  const { zones } = diagnosis
  if (zones.length > 0)
    return {
      name,
      isPrinted: false,
      rows: zones.map(({ node, zone, orders }) => ({
        key: `${node} ${zone}`,
        node,
        zone,
        values: orders.map((order) =>
          name === 'unusable' ? order.unusableIndex : order.fragmentationIndex,
        ),
      })),
    }
  const printed = name === 'unusable' ? unusable : fragmentation
  return { name, isPrinted: true, rows: printed.map(rowOf) }
}

function rowOf({ node, zone, values }: IndexRow): Row {
  return { key: `${node} ${zone}`, node, zone, values }
}

/** What the picture says to those who do not see it: the first order of each zone that is bad. */
export function rowText({ node, zone, values }: Row, name: IndexName): string {
  const label = zoneLabel({ node, zone })
  if (name === 'unusable') {
    const order = values.findIndex((value) => value >= 500)
    return order < 0
      ? `${label}: under half unusable at every order`
      : `${label}: half and more unusable from order ${order} on`
  }
  const order = values.findIndex((value) => value !== -1000)
  return order < 0
    ? `${label}: every order can be served`
    : `${label}: order ${order} and larger cannot be served`
}
