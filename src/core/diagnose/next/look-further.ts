// What to paste or read next: the text that would tell what this one does not.

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Advice } from '../diagnosis.ts'
import { holdersOf } from '../holders.ts'
import { COMPACTION, isTooOld } from '../known-kernel.ts'
import { zoneTypes } from '../type-memory.ts'
import { wantsOf } from '../wants.ts'
import { countOf, pagesAndSize, shareOf, zoneName } from '../words.ts'

export function wholeReport({ causes }: Case): Advice[] {
  const bare = causes.filter(({ deciding }) => deciding === null)
  if (bare.length === 0) return []
  return [
    {
      id: 'whole-report',
      what: "dmesg | grep -A 60 'page allocation failure\\|invoked oom-killer'",
      does: "The lines below the first one, down to the zones' free blocks, tell whether memory was short or in pieces.",
      costs:
        'Nothing. The kernel prints at most one such report in 10 s, and drops old ones when its buffer is full.',
      because: `${countOf(bare.length, 'report')} of ${formatCount(causes.length)} without its zones`,
    },
  ]
}

export function whoHoldsIt(of: Case): Advice[] {
  const { scene, causes } = of
  // Where Mem-Info's sums are read, who holds it is a finding, and what to look at goes by it.
  if (holdersOf(of) !== null) return []
  const last = causes.findLast(({ deciding }) => deciding?.outcome === 'memory')
  const test = last?.deciding?.test
  if (!last?.deciding || !test) return []
  const missing = test.mark + test.reserve + 1 - test.free
  return [
    {
      id: 'who-holds-it',
      what: 'slab_unreclaimable, anon and shmem in Mem-Info; the task table; slabtop',
      does: "Tells who holds the memory: the kernel's own objects, processes, or shared memory. No knob makes more of it.",
      costs: 'Nothing but reading.',
      because: `${zoneName(last.deciding.zone, scene)} was ${pagesAndSize(missing, scene)} short`,
    },
  ]
}

export function zoneinfoToo({ scene }: Case): Advice[] {
  const without = scene.zones.filter(({ marks }) => marks === null)
  if (scene.source !== 'buddyinfo' || without.length === 0) return []
  return [
    {
      id: 'zoneinfo',
      what: 'cat /proc/zoneinfo',
      does: 'Has the watermarks: whether the kernel may give what the lists hold. Paste it together with buddyinfo.',
      costs: 'Nothing; it is a long file on a machine of many CPUs.',
      because: `${countOf(without.length, 'zone')} of ${formatCount(scene.zones.length)} without marks in this text`,
    },
  ]
}

export function pagetypeinfoToo(of: Case): Advice[] {
  const [want] = wantsOf(of)
  if (!want || of.scene.pagetypeinfo) return []
  const blocks = want.counts.reduce((sum, count) => sum + count, 0)
  return [
    {
      id: 'pagetypeinfo',
      what: 'sudo cat /proc/pagetypeinfo',
      does: "The same blocks by migratetype, and how many pageblocks hold the kernel's own memory: whether compaction can help at all.",
      costs: "Root since 5.4; it walks the free lists under the zone's lock, so not every second.",
      because: `${zoneName(want, of.scene)}: ${countOf(blocks, 'free block')}, none of order ${want.order}, types not told`,
    },
  ]
}

export function compactionCounters(of: Case): Advice[] {
  const [want] = wantsOf(of)
  if (!want || isTooOld(of, COMPACTION)) return []
  return [
    {
      id: 'compaction-counters',
      what: "grep -E 'compact_(stall|fail|success)|thp_fault' /proc/vmstat",
      does: 'How often requests compacted themselves, how often it helped, and how often a huge page was had or not, since boot. Read it twice and take the difference.',
      costs: 'Nothing.',
      because: `${zoneName(want, of.scene)} has nothing of order ${want.order} with ${pagesAndSize(want.freePages, of.scene)} free`,
    },
  ]
}

export function moreSnapshots({ scene }: Case): Advice[] {
  if (scene.source !== 'buddyinfo' || scene.reading.snapshots.length !== 1) return []
  return [
    {
      id: 'more-snapshots',
      what: 'while sleep 60; do date; cat /proc/buddyinfo; done',
      does: 'Shows whether large blocks grow fewer while as much stays free (fragmentation), or come and go with the load.',
      costs: 'Nothing to speak of: one small file a minute.',
      because: '1 snapshot is one moment',
    },
  ]
}

export function extfragTrace({ scene }: Case): Advice[] {
  const types = zoneTypes(scene).length
  if (types === 0 || scene.reading.extfragEvents.total > 0) return []
  const blocks = scene.pagetypeinfo?.blocks ?? []
  const all = blocks.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0)
  if (all === 0) return []
  const kernel = blocks.reduce(
    (sum, { counts }) => sum + (counts['Unmovable'] ?? 0) + (counts['Reclaimable'] ?? 0),
    0,
  )
  return [
    {
      id: 'extfrag-trace',
      what: 'echo 1 > /sys/kernel/tracing/events/kmem/mm_page_alloc_extfrag/enable',
      does: "Traces each request that takes another type's block, with who asked: fallback_order < pageblock_order is what fragments.",
      costs: 'One event a fallback; switch it off again.',
      because: `${formatCount(kernel)} of ${formatCount(all)} pageblocks (${shareOf(Math.floor((kernel * 1000) / all))}) hold the kernel's own memory`,
    },
  ]
}

export function pageOwner({ scene }: Case): Advice[] {
  const mixed = (scene.pagetypeinfo?.mixedBlocks ?? []).reduce(
    (sum, { counts }) => sum + (counts['Movable'] ?? 0),
    0,
  )
  if (mixed === 0) return []
  return [
    {
      id: 'page-owner',
      what: 'cat /sys/kernel/debug/page_owner',
      does: 'Who allocated each page: records whose two types differ are those that spoil a pageblock.',
      costs:
        'The kernel was booted with page_owner=on already, which takes some memory a page and time a request.',
      because: `${formatCount(mixed)} Movable pageblocks hold other types' pages`,
    },
  ]
}
