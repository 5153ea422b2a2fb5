// Knobs of the watermarks (Documentation/admin-guide/sysctl/vm.rst: min_free_kbytes, watermark_scale_factor,
// watermark_boost_factor, lowmem_reserve_ratio; mm/page_alloc.c: __setup_per_zone_wmarks, boost_watermark).

import { defaultMinFreeKB } from '../../buddy/linux/min-free.ts'
import { formatCount } from '../../units.ts'
import type { ZoneAttempt } from '../attempt.ts'
import type { Case } from '../case.ts'
import type { Advice } from '../diagnosis.ts'
import { isUsedUp } from '../holders.ts'
import { exceededOrder } from '../judged.ts'
import { isTooOld, WATERMARK_BOOST, WATERMARK_SCALE } from '../known-kernel.ts'
import { type MarkedZone, markedZones, missesZones, sharingZones } from '../min-free.ts'
import { pagesOf } from '../orders.ts'
import type { Scene } from '../scene.ts'
import { orderAndSize, pagesAndSize, zoneName } from '../words.ts'

export function minFreeKbytes(of: Case): Advice[] {
  const because = shortOfReserve(of) ?? lacksBlocks(of) ?? belowDefault(of)
  if (because === null) return []
  return [
    {
      id: 'min-free-kbytes',
      what: 'sysctl vm.min_free_kbytes',
      does: 'Raises the min, low and high marks of all zones: more stays free for requests that cannot wait, and kswapd starts earlier.',
      costs:
        'That much memory is kept from ordinary requests; set too high it leads to constant reclaim and OOM kills.',
      because,
    },
  ]
}

/** An urgent request that the marks refused. */
function shortOfReserve({ scene, causes }: Case): string | null {
  const last = causes.findLast(
    ({ request, deciding }) =>
      request.canWait === false &&
      (deciding?.outcome === 'memory' || deciding?.outcome === 'reserve'),
  )
  const test = last?.deciding?.test
  if (!last?.deciding || !test) return null
  const missing = test.mark + test.reserve + 1 - test.free
  return `${zoneName(last.deciding.zone, scene)} was ${pagesAndSize(missing, scene)} short of letting a request through that could not wait`
}

/** An urgent request of several pages that found no block: with more kept free, more of it stands in large ones. */
function lacksBlocks({ scene, causes }: Case): string | null {
  const last = causes.findLast(
    (cause) =>
      cause.request.canWait === false &&
      cause.request.order > 0 &&
      !cause.request.isMovable &&
      exceededOrder(cause) === null &&
      (cause.deciding?.outcome === 'no-block' || cause.deciding?.outcome === 'scaled'),
  )
  if (!last?.deciding) return null
  const { zone } = last.deciding
  const free = zone.marks?.free ?? pagesOf(zone.counts)
  return `a request of ${orderAndSize(last.request.order, scene)} that could not wait was refused with ${pagesAndSize(free, scene)} free in ${zoneName(zone, scene)}`
}

/** Less than half of what the kernel would choose for as much memory. */
function belowDefault({ scene }: Case): string | null {
  const zones = sharingZones(scene)
  if (zones.length === 0 || missesZones(scene)) return null
  if (zones.some(({ managed }) => managed === null)) return null
  const kB = (pages: number) => (pages * scene.pageSize.bytes) / 1024
  const now = kB(zones.reduce((sum, { min }) => sum + min, 0))
  const usual = defaultMinFreeKB(
    kB(zones.reduce((sum, { managed, high }) => sum + (managed ?? 0) - (high ?? 0), 0)),
  )
  if (now >= usual / 2) return null
  return `the min marks make ${formatCount(now)} kB, and the kernel would choose about ${formatCount(usual)} kB for this machine`
}

export function watermarkScaleFactor(of: Case): Advice[] {
  const { scene, causes } = of
  if (isUsedUp(of) || isTooOld(of, WATERMARK_SCALE)) return []
  const couldNotWait = causes.some(({ request }) => request.canWait === false)
  const low = sharingZones(scene)
    .filter((zone) => couldNotWait || isLow(scene, zone))
    .reduce<MarkedZone | null>((most, one) => (one.min > (most?.min ?? -1) ? one : most), null)
  if (!low || low.low === null) return []
  return [
    {
      id: 'watermark-scale-factor',
      what: 'sysctl vm.watermark_scale_factor',
      does: 'Since 4.6: the distance from min to low to high, in ten-thousandths of a zone (10 by default). Wider, kswapd wakes earlier and frees more each time.',
      costs: 'More memory stands idle, up to 10 % of a zone at 1000, and kswapd works more.',
      because: `${zoneName(low, scene)}: from min to low are ${pagesAndSize(low.low - low.min, scene)}`,
    },
  ]
}

function isLow(scene: Scene, { node, zone, low }: MarkedZone): boolean {
  const free = scene.marks.find((one) => one.node === node && one.zone === zone)?.marks.free ?? null
  return low !== null && free !== null && free <= low
}

export function watermarkBoostFactor(of: Case): Advice[] {
  const { scene } = of
  if (isTooOld(of, WATERMARK_BOOST)) return []
  const { fragmenting, total } = scene.reading.extfragEvents
  const boosted = markedZones(scene).find(({ boost }) => boost > 0)
  if (fragmenting === 0 && !boosted) return []
  return [
    {
      id: 'watermark-boost-factor',
      what: 'sysctl vm.watermark_boost_factor',
      does: 'Since 5.0: how far the marks are raised when a request mixes types within a pageblock (15000: up to 150 % of high). kswapd then frees that much and wakes kcompactd, so that the next one finds a block of its type; 0 turns it off.',
      costs: 'Page cache is given up early while types mix; off, zones stay mixed.',
      because: boosted
        ? `${zoneName(boosted, scene)} is boosted by ${pagesAndSize(boosted.boost, scene)} now`
        : `${formatCount(fragmenting)} of ${formatCount(total)} fallbacks mixed types`,
    },
  ]
}

export function lowmemReserveRatio(of: Case): Advice[] {
  const { scene, causes } = of
  if (isUsedUp(of)) return []
  const kept = causes
    .flatMap(({ attempt }) => attempt.zones)
    .filter(({ outcome }) => outcome === 'reserve')
    .reduce<ZoneAttempt | null>(
      (most, one) => ((one.test?.free ?? 0) > (most?.test?.free ?? -1) ? one : most),
      null,
    )
  if (!kept?.test) return []
  return [
    {
      id: 'lowmem-reserve-ratio',
      what: 'sysctl vm.lowmem_reserve_ratio',
      does: "How much of a lower zone is kept from requests that could use a higher one: the higher zones' memory divided by the ratio. A larger ratio keeps back less.",
      costs: 'Devices and kernel data that can use nothing but the lower zone may find it full.',
      because: `${zoneName(kept.zone, scene)}: ${pagesAndSize(kept.test.free, scene)} free, and lowmem_reserve keeps ${pagesAndSize(kept.test.reserve, scene)} back`,
    },
  ]
}
