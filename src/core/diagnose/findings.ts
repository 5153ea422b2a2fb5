// The list of findings. To add one: its file, its line here.

import { tellAlikeOnce } from './alike.ts'
import type { Case, FindingRule } from './case.ts'
import type { Finding, Tone } from './diagnosis.ts'
import { aboveMarks } from './finding/above-marks.ts'
import { atomicRequest } from './finding/atomic-request.ts'
import { bareKill } from './finding/bare-kill.ts'
import { cappedCounts } from './finding/capped-counts.ts'
import { cgroupLimit } from './finding/cgroup-limit.ts'
import { cmaOnly } from './finding/cma-only.ts'
import { dmaTooLarge } from './finding/dma-too-large.ts'
import { exhaustedZone } from './finding/exhausted-zone.ts'
import { extfragEventsFragmenting } from './finding/extfrag-events-fragmenting.ts'
import { failedPageEvents } from './finding/failed-page-events.ts'
import { failureCause } from './finding/failure-cause.ts'
import { flagsGuessed } from './finding/flags-guessed.ts'
import { fragmentedZone } from './finding/fragmented-zone.ts'
import { headlessReport } from './finding/headless-report.ts'
import { highatomicOnly } from './finding/highatomic-only.ts'
import { indexTable } from './finding/index-table.ts'
import { isolatedBlocks } from './finding/isolated-blocks.ts'
import { lowmemReserve } from './finding/lowmem-reserve.ts'
import { marksDiffer } from './finding/marks-differ.ts'
import { memoryHolders } from './finding/memory-holders.ts'
import { minFreeArithmetic } from './finding/min-free-arithmetic.ts'
import { mixedBlocks } from './finding/mixed-blocks.ts'
import { nothingForHugePages } from './finding/nothing-for-huge-pages.ts'
import { oomCause } from './finding/oom-cause.ts'
import { pageblockTypes } from './finding/pageblock-types.ts'
import { perTypeImbalance } from './finding/per-type-imbalance.ts'
import { proactiveScore } from './finding/proactive-score.ts'
import { trend } from './finding/trend.ts'
import { watermarkBlocks } from './finding/watermark-blocks.ts'
import { watermarkBoost } from './finding/watermark-boost.ts'

/** Within a tone they stand in this order. */
const RULES: readonly FindingRule[] = [
  oomCause,
  bareKill,
  cgroupLimit,
  failureCause,
  memoryHolders,
  watermarkBlocks,
  fragmentedZone,
  exhaustedZone,
  lowmemReserve,
  cmaOnly,
  highatomicOnly,
  nothingForHugePages,
  isolatedBlocks,
  atomicRequest,
  trend,
  perTypeImbalance,
  mixedBlocks,
  pageblockTypes,
  extfragEventsFragmenting,
  failedPageEvents,
  watermarkBoost,
  marksDiffer,
  indexTable,
  minFreeArithmetic,
  proactiveScore,
  headlessReport,
  flagsGuessed,
  cappedCounts,
  dmaTooLarge,
  aboveMarks,
]

const SERIOUS: readonly Tone[] = ['bad', 'warn', 'info', 'good']

export function findingsOf(of: Case): Finding[] {
  const all = RULES.flatMap((rule) => rule(of)).sort(
    (a, b) => SERIOUS.indexOf(a.tone) - SERIOUS.indexOf(b.tone),
  )
  const leading = leadingOf(of, all)
  const others = tellAlikeOnce(
    all.filter((finding) => finding !== leading),
    of.scene,
  )
  return leading ? [leading, ...others] : others
}

/** The one that tells of the report that the verdict is about. */
export function leadingOf({ leader }: Case, findings: readonly Finding[]): Finding | undefined {
  return leader === null ? undefined : findings.find(({ line }) => line === leader.line)
}
