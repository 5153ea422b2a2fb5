// Free blocks that nobody may have: isolated pageblocks, being emptied for offlining or a contiguous allocation.
// They stand in nr_free and are not in nr_free_pages (mm/page_alloc.c: account_freepages), so a report's blocks
// make more than its `free:`.

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { pagesOf } from '../orders.ts'
import { pagesOfType, zoneTypes } from '../type-memory.ts'
import { capitalise, pagesAndSize, zoneName } from '../words.ts'

export function isolatedBlocks(of: Case): Finding[] {
  return [...byLetters(of), ...byTypes(of)]
}

function byLetters({ scene }: Case): Finding[] {
  return scene.zones.flatMap(({ node, zone, counts, letters, marks }) => {
    const free = marks?.from === 'Mem-Info' ? marks.free : null
    if (scene.source !== 'report' || free === null) return []
    const excess = pagesOf(counts) - free
    if (excess <= 0 || !letters.some((types) => types.includes('I'))) return []
    return [
      finding(of(scene, node, zone, excess), [
        `blocks ${formatCount(pagesOf(counts))} pages − free ${formatCount(free)} = ${formatCount(excess)}`,
        'a few of them may have come free while the report was written',
      ]),
    ]
  })
}

function byTypes({ scene }: Case): Finding[] {
  return zoneTypes(scene).flatMap(({ node, zone, types }) => {
    const isolate = types.find(({ type }) => type === 'Isolate')
    const pages = isolate ? pagesOfType(isolate) : 0
    if (!isolate || pages === 0) return []
    return [
      finding(of(scene, node, zone, pages), [`Isolate by order: ${isolate.counts.join(' ')}`]),
    ]
  })
}

interface Isolated {
  readonly node: number
  readonly zone: string
  readonly fact: string
}

function of(scene: Case['scene'], node: number, zone: string, pages: number): Isolated {
  const name = capitalise(zoneName({ node, zone }, scene))
  return {
    node,
    zone,
    fact: `${name}: ${pagesAndSize(pages, scene)} of the free blocks stand in isolated pageblocks.`,
  }
}

function finding({ node, zone, fact }: Isolated, arithmetic: readonly string[]): Finding {
  return {
    id: 'isolated-blocks',
    tone: 'warn',
    fact,
    why: 'They are being emptied for memory offlining or a contiguous (CMA) allocation: nobody is given anything from them, though the counts include them.',
    arithmetic,
    node,
    zone,
  }
}
