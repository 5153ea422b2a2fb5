// Knobs of compaction (Documentation/admin-guide/sysctl/vm.rst: compact_memory, compaction_proactiveness,
// extfrag_threshold; mm/compaction.c).

import { formatIndex } from '../../metrics/format-index.ts'
import type { Case } from '../case.ts'
import type { Advice } from '../diagnosis.ts'
import { nodeScores, SCORE_BEGINS } from '../finding/proactive-score.ts'
import { isUsedUp } from '../holders.ts'
import { COMPACTION, isTooOld, PROACTIVE_COMPACTION } from '../known-kernel.ts'
import { type Want, wantsOf } from '../wants.ts'
import { sizeOf, zoneName } from '../words.ts'
import { COSTLY_ORDER } from '../zone-verdict.ts'

/** vm.extfrag_threshold unless it was set. */
const THRESHOLD = 500

export function compactMemory(of: Case): Advice[] {
  const want = wantsOf(of).find(({ index }) => index > THRESHOLD)
  if (!want || cannotHelp(of)) return []
  return [
    {
      id: 'compact-memory',
      what: 'echo 1 > /proc/sys/vm/compact_memory',
      does: 'Compacts all zones once: movable pages are moved together at one end, so that free ones join at the other. Read buddyinfo before and after.',
      costs:
        "CPU time, and delays for programs whose pages are moved. The kernel's own pages stay where they are, so it may gain little.",
      because: becauseOf(of, want),
    },
  ]
}

export function extfragThreshold(of: Case): Advice[] {
  const want = wantsOf(of).find(
    ({ index, order }) => order > COSTLY_ORDER && index >= 0 && index <= THRESHOLD,
  )
  if (!want || cannotHelp(of)) return []
  return [
    {
      id: 'extfrag-threshold',
      what: 'sysctl vm.extfrag_threshold',
      does: `Orders above ${COSTLY_ORDER} are compacted for only where the fragmentation index is above it (500 by default); a lower value compacts sooner, before memory is reclaimed.`,
      costs:
        'Compaction that may find too little free memory to work with, and take CPU time for nothing.',
      because: becauseOf(of, want),
    },
  ]
}

export function compactionProactiveness(of: Case): Advice[] {
  const [worst] = nodeScores(of.scene).sort((a, b) => b.score - a.score)
  if (!worst || wantsOf(of).length === 0 || cannotHelp(of)) return []
  if (isTooOld(of, PROACTIVE_COMPACTION)) return []
  return [
    {
      id: 'compaction-proactiveness',
      what: 'sysctl vm.compaction_proactiveness',
      does: `Since 5.9 kcompactd compacts before anybody asks, once a node's score is above ${SCORE_BEGINS} with the default of 20; a higher value begins at a lower score.`,
      costs: 'CPU time and moved pages in the background, also when no large block is wanted.',
      because: `node ${worst.node} scores ${worst.score}`,
    },
  ]
}

/** Memory is used up rather than in pieces, or the kernel has no compaction. */
function cannotHelp(of: Case): boolean {
  return isUsedUp(of) || isTooOld(of, COMPACTION)
}

function becauseOf({ scene }: Case, want: Want): string {
  const { order, index, freePages } = want
  return `${zoneName(want, scene)}: ${sizeOf(freePages, scene)} free, nothing of order ${order}, fragmentation index ${formatIndex(index)}`
}
