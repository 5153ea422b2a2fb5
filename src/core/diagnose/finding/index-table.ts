// extfrag_index and unusable_index as the kernel printed them (mm/vmstat.c: extfrag_show_print,
// unusable_show_print): read in words where they stand alone, checked where the free lists are there too.

import type { IndexRow, IndexTable } from '../../kernel-text/reading.ts'
import { formatIndex } from '../../metrics/format-index.ts'
import { fragmentationIndex } from '../../metrics/fragmentation-index.ts'
import { unusableIndex } from '../../metrics/unusable-index.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import type { Scene } from '../scene.ts'
import { capitalise, countOf, shareOf, zoneName } from '../words.ts'
import { meaningOf } from '../zone-verdict.ts'

type Index = typeof fragmentationIndex

export function indexTable({ scene }: Case): Finding[] {
  const { extfragIndex, unusableIndex: unusable } = scene.reading
  const extfrag = extfragIndex.at(-1)
  const usable = unusable.at(-1)
  return [
    ...(extfrag ? tableFindings(scene, extfrag, 'extfrag_index', fragmentationIndex) : []),
    ...(usable ? tableFindings(scene, usable, 'unusable_index', unusableIndex) : []),
  ]
}

function tableFindings(scene: Scene, table: IndexTable, name: IndexName, index: Index): Finding[] {
  if (scene.source === 'buddyinfo') return [checkFinding(scene, table, name, index)].flat()
  if (name === 'unusable_index') return table.zones.map((row) => unusableRow(scene, row))
  // What cannot be had first is what matters: order 4 before a huge page.
  return [...table.zones]
    .sort((a, b) => failingOf(a) - failingOf(b))
    .map((row) => extfragRow(scene, row))
}

type IndexName = 'extfrag_index' | 'unusable_index'

function checkFinding(
  scene: Scene,
  { zones }: IndexTable,
  name: IndexName,
  index: Index,
): Finding[] {
  let cells = 0
  const lines: string[] = []
  for (const row of zones) {
    const zone = scene.zones.find((one) => one.node === row.node && one.zone === row.zone)
    if (!zone || zone.counts.length !== row.values.length) continue
    for (const [order, value] of row.values.entries()) {
      cells++
      const own = index(zone.counts, order)
      if (own !== value)
        lines.push(
          `${zoneName(row, scene)}, order ${order}: printed ${formatIndex(value)}, computed ${formatIndex(own)}`,
        )
    }
  }
  if (cells === 0) return []
  const isSame = lines.length === 0
  return [
    {
      id: 'index-table',
      tone: isSame ? 'good' : 'info',
      fact: isSame
        ? `All ${countOf(cells, 'value')} of ${name} are what the free lists give.`
        : `${lines.length} of ${countOf(cells, 'value')} of ${name} are not what the free lists give.`,
      why: isSame
        ? 'Both files are of the same moment.'
        : 'Most likely they were read a moment apart: each file is its own picture.',
      arithmetic: lines.slice(0, 6),
      node: null,
      zone: null,
    },
  ]
}

/** The lowest order that cannot be had; behind the last: all can. */
function failingOf({ values }: IndexRow): number {
  const failing = values.findIndex((value) => value !== -1000)
  return failing < 0 ? values.length : failing
}

function extfragRow(scene: Scene, row: IndexRow): Finding {
  const name = capitalise(zoneName(row, scene))
  const failing = failingOf(row)
  const base = { id: 'index-table', node: row.node, zone: row.zone }
  const arithmetic = [`extfrag_index: ${row.values.map(formatIndex).join(' ')}`]
  if (failing === row.values.length)
    return {
      ...base,
      tone: 'good',
      fact: `${name} could serve every order, 0 to ${row.values.length - 1}.`,
      why: '−1.000 means that a request of the order would not fail, so there is nothing to blame on fragmentation.',
      arithmetic,
    }
  const worst = row.values[failing] ?? 0
  return {
    ...base,
    tone: 'warn',
    fact: `${name} cannot serve order ${failing}${failing < row.values.length - 1 ? ' or above' : ''}.`,
    why: meaningOf({ order: failing, fragmentationIndex: worst }),
    arithmetic,
  }
}

function unusableRow(scene: Scene, row: IndexRow): Finding {
  const huge = Math.min(scene.pageblock.order, row.values.length - 1)
  const value = row.values[huge] ?? 0
  return {
    id: 'index-table',
    tone: value === 1000 ? 'warn' : 'info',
    fact: `${capitalise(zoneName(row, scene))}: ${shareOf(value)} of the free memory stands in blocks too small for order ${huge}.`,
    why: 'The share says nothing of how much is free: the free lists (/proc/buddyinfo) do.',
    arithmetic: [`unusable_index: ${row.values.map(formatIndex).join(' ')}`],
    node: row.node,
    zone: row.zone,
  }
}
