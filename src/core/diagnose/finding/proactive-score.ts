// The score by which kcompactd compacts on its own, without a request that waits (mm/compaction.c:
// fragmentation_score_node, fragmentation_score_wmark, 5.9 and later): each zone's unusable share at the order
// of a huge page, weighed with the zone's part of the node. With the default proactiveness of 20 it begins above
// 90 and stops at 80.

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { isTooOld, PROACTIVE_COMPACTION } from '../known-kernel.ts'
import { timesIn } from '../orders.ts'
import type { Scene } from '../scene.ts'

/** Begins above this score with vm.compaction_proactiveness = 20. */
export const SCORE_BEGINS = 90

export interface NodeScore {
  readonly node: number
  readonly score: number
  readonly lines: readonly string[]
}

/** Nodes of whose zones all tell how many pages are present. */
export function nodeScores(scene: Scene): NodeScore[] {
  const nodes = [...new Set(scene.zones.map(({ node }) => node))]
  return nodes.flatMap((node) => {
    const zones = scene.zones.filter((one) => one.node === node)
    // A row that is cut off lacks just the blocks that count.
    if (zones.some(({ isCut }) => isCut)) return []
    const present = zones.map(({ marks }) => marks?.present ?? null)
    if (present.some((pages) => pages === null)) return []
    const total = present.reduce<number>((sum, pages) => sum + (pages ?? 0), 0)
    let score = 0
    const lines = zones.map(({ zone, counts }, i) => {
      const share = unusablePercent(counts, scene.pageblock.order)
      const part = Math.floor((share * (present[i] ?? 0)) / (total + 1))
      score += part
      return `${zone}: ${share} % unusable · ${formatCount(present[i] ?? 0)} / ${formatCount(total + 1)} pages present = ${part}`
    })
    return [{ node, score, lines }]
  })
}

/** extfrag_for_order: whole percent, rounded down. */
function unusablePercent(counts: readonly number[], order: number): number {
  const free = timesIn(counts, 0)
  if (free === 0) return 0
  return Math.floor(((free - timesIn(counts, order) * 2 ** order) * 100) / free)
}

export function proactiveScore({ scene }: Case): Finding[] {
  if (scene.source !== 'buddyinfo' || isTooOld({ scene }, PROACTIVE_COMPACTION)) return []
  return nodeScores(scene).map(({ node, score, lines }) => ({
    id: 'proactive-score',
    tone: 'info',
    fact: `Node ${node} scores ${score} of 100 for proactive compaction: ${score > SCORE_BEGINS ? 'kcompactd compacts on its own' : 'kcompactd leaves it alone'}.`,
    why: `By default (vm.compaction_proactiveness 20) it begins above ${SCORE_BEGINS} and stops at 80. Kernels before 5.9 have no such score.`,
    arithmetic: [...lines, `together ${score}`],
    node,
    zone: null,
  }))
}
