// What asks for large blocks, and how it could ask otherwise: huge pages (Documentation/admin-guide/mm/
// transhuge.rst, hugetlbpage.rst), vmalloc in place of one piece (include/linux/mm.h: kvmalloc), CMA's size
// (Documentation/admin-guide/kernel-parameters.txt: cma=).

import { formatCount, pagesIn } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Advice, ZoneVerdict } from '../diagnosis.ts'
import { isUsedUp } from '../holders.ts'
import { exceededOrder } from '../judged.ts'
import { HUGE_PAGES, isTooOld } from '../known-kernel.ts'
import { timesIn } from '../orders.ts'
import type { Scene } from '../scene.ts'
import { countOf, pagesAndSize, sizeOf, zoneName, zoneNames } from '../words.ts'

export function transparentHugePages(of: Case): Advice[] {
  const { scene, verdicts } = of
  if (!isAboutHugePages(of) || isUsedUp(of) || isTooOld(of, HUGE_PAGES)) return []
  const { order } = scene.pageblock
  const lacking = verdicts.filter(
    ({ orders, zone, freePages, isCut }) =>
      !isCut && orders[order]?.times === 0 && zone !== 'DMA' && freePages >= pagesIn(order),
  )
  if (lacking.length === 0) return []
  return [
    {
      id: 'transparent-huge-pages',
      what: 'cat /sys/kernel/mm/transparent_hugepage/defrag',
      does: 'Decides what a page fault does that wants a huge page and finds none: compact at once (always), leave it to kswapd and kcompactd (defer), or compact only where the program asked for huge pages (madvise, defer+madvise).',
      costs:
        'always: page faults that wait for compaction. never: small pages until khugepaged finds time.',
      because: `0 blocks of order ${order} or above in ${fewNames(lacking, scene)}`,
    },
  ]
}

export function hugePagesAtBoot(of: Case): Advice[] {
  const { scene, verdicts } = of
  if (!isAboutHugePages(of) || isUsedUp(of)) return []
  const { order } = scene.pageblock
  const large = verdicts.filter(({ zone, counts }) => zone !== 'DMA' && counts.length > order)
  const times = large.reduce((sum, { counts }) => sum + timesIn(counts, order), 0)
  const isLacking = large.some(({ orders, freePages, isCut }) => {
    return !isCut && orders[order]?.times === 0 && freePages >= pagesIn(order)
  })
  if (!isLacking) return []
  return [
    {
      id: 'huge-pages-at-boot',
      what: 'hugepages=N on the kernel command line',
      does: 'Sets huge pages aside at boot, while memory is whole, for programs that ask hugetlb for them.',
      costs: `${sizeOf(pagesIn(order), scene)} each that nothing else can use, used or not.`,
      because: `${countOf(times, 'block')} of ${sizeOf(pagesIn(order), scene)} could be had now in ${fewNames(large, scene)}`,
    },
  ]
}

/** More zones than these are counted, not named. */
const MOST_NAMED = 6

function fewNames(zones: readonly ZoneVerdict[], scene: Scene): string {
  return zones.length > MOST_NAMED ? countOf(zones.length, 'zone') : zoneNames(zones, scene)
}

/** Where the text tells of failures, they were of such a size; a kill of which no request is told is for memory. */
function isAboutHugePages({ scene, causes, bareKills }: Case): boolean {
  return (
    causes.length + bareKills.length === 0 ||
    causes.some(
      (cause) => cause.request.order >= scene.pageblock.order && exceededOrder(cause) === null,
    )
  )
}

export function vmallocInstead({ scene, causes }: Case): Advice[] {
  const last = causes.findLast(
    ({ report, request, deciding }) =>
      report.kind === 'allocfail' &&
      report.caller === null &&
      request.order > 0 &&
      request.canWait !== false &&
      // Memory of a process: a huge page is mapped as one, or not at all.
      !request.isMovable &&
      deciding?.outcome === 'no-block',
  )
  if (!last?.deciding) return []
  const { order } = last.request
  const { zone } = last.deciding
  return [
    {
      id: 'vmalloc-instead',
      what: 'kvmalloc() or vmalloc() in the code that asked',
      does: `Takes ${formatCount(pagesIn(order))} single pages and maps them one behind the other, so that no block of order ${order} is needed.`,
      costs:
        'A change of that code: page table entries to set up and TLB entries to hold, not for requests that cannot wait, and not for devices that need one physical piece.',
      because: `order ${order} asks for ${pagesAndSize(pagesIn(order), scene)} in one piece; ${zoneName(zone, scene)} has ${formatCount(zone.counts[0] ?? 0)} single pages free`,
    },
  ]
}

export function cmaSize({ scene, causes }: Case): Advice[] {
  const last = causes.findLast(
    ({ deciding }) => deciding?.outcome === 'cma-pages' || deciding?.outcome === 'cma-blocks',
  )
  const zone = last?.deciding?.zone
  const cma = last?.deciding?.test?.cma ?? 0
  if (!zone || cma === 0) return []
  return [
    {
      id: 'cma-size',
      what: 'cma=SIZE on the kernel command line',
      does: 'How much memory is set aside for drivers that need contiguous pieces; until they want it only movable pages may stay there.',
      costs: 'With less, cameras, video and display drivers may fail to get their buffers.',
      because: `${zoneName(zone, scene)}: ${pagesAndSize(cma, scene)} of ${pagesAndSize(zone.marks?.free ?? cma, scene)} free are CMA`,
    },
  ]
}
