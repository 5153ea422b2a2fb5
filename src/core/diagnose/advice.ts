// The list of what to look at next. To add one: its function in next/, its line here.

import type { AdviceRule, Case } from './case.ts'
import type { Advice } from './diagnosis.ts'
import { cgroupEvents, cgroupMax, cgroupStat } from './next/cgroup.ts'
import { compactionProactiveness, compactMemory, extfragThreshold } from './next/compaction.ts'
import {
  balloonTarget,
  hugetlbPool,
  lockedMemory,
  pageTableMemory,
  swapSpace,
  taskTable,
  tmpfsSizes,
  unreclaimableSlab,
  untoldMemory,
} from './next/holders.ts'
import {
  compactionCounters,
  extfragTrace,
  moreSnapshots,
  pageOwner,
  pagetypeinfoToo,
  whoHoldsIt,
  wholeReport,
  zoneinfoToo,
} from './next/look-further.ts'
import {
  lowmemReserveRatio,
  minFreeKbytes,
  watermarkBoostFactor,
  watermarkScaleFactor,
} from './next/marks.ts'
import { cmaSize, hugePagesAtBoot, transparentHugePages, vmallocInstead } from './next/requests.ts'
import { allowedNodes, stalledReclaim } from './next/waiting.ts'

const RULES: readonly AdviceRule[] = [
  cgroupMax,
  cgroupStat,
  cgroupEvents,
  wholeReport,
  stalledReclaim,
  allowedNodes,
  whoHoldsIt,
  hugetlbPool,
  balloonTarget,
  taskTable,
  tmpfsSizes,
  lockedMemory,
  unreclaimableSlab,
  untoldMemory,
  pageTableMemory,
  swapSpace,
  vmallocInstead,
  cmaSize,
  minFreeKbytes,
  watermarkScaleFactor,
  lowmemReserveRatio,
  compactMemory,
  extfragThreshold,
  compactionProactiveness,
  transparentHugePages,
  hugePagesAtBoot,
  watermarkBoostFactor,
  pageOwner,
  extfragTrace,
  compactionCounters,
  pagetypeinfoToo,
  zoneinfoToo,
  moreSnapshots,
]

export function adviceFor(of: Case): Advice[] {
  return RULES.flatMap((rule) => rule(of))
}
