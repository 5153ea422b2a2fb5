// Free memory against the zone's marks (mm/page_alloc.c: zone_watermark_ok; mm/vmscan.c: balance_pgdat): at
// low kswapd wakes, at min requests must reclaim themselves, and only urgent ones go below.

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding, Marks } from '../diagnosis.ts'
import { type FreePages, freeBesideMarks, uncountedName } from '../free-beside-marks.ts'
import { contentZone } from '../kswapd.ts'
import type { Scene, ZoneMarks } from '../scene.ts'
import { capitalise, countOf, pagesAndSize, sizeOf, zoneName } from '../words.ts'

export function watermarkBlocks({ scene }: Case): Finding[] {
  return scene.marks.flatMap((one) => {
    const { node, zone, marks } = one
    const pages = freeBesideMarks(scene, one)
    const mark = pages && markAbove(pages.counted, marks)
    if (!pages || !mark) return []
    const isWithout = markAbove(pages.free, marks) !== mark
    const name = zoneName({ node, zone }, scene)
    const level = `at or below its ${mark} mark`
    return [
      {
        id: 'watermark-blocks',
        tone: mark === 'min' && !isWithout ? 'bad' : 'warn',
        fact: isWithout
          ? `Without ${uncountedName(pages)} ${name} is ${level}: ${countOf(pages.counted, 'page')} (${sizeOf(pages.counted, scene)}) of ${formatCount(pages.free)} free ones count for ordinary requests.`
          : `${capitalise(name)} is ${level}: ${pagesAndSize(pages.free, scene)} free.`,
        why: isWithout ? withoutWhy(scene, one, pages, mark) : whyOf(scene, one, mark),
        arithmetic: marksLines(pages, marks),
        node,
        zone,
      },
    ]
  })
}

/** The lowest mark that so many pages are not above; null: they are above low, or it is not told. */
function markAbove(pages: number, { min, low }: Marks): 'min' | 'low' | null {
  if (min === null) return null
  if (pages <= min) return 'min'
  return low !== null && pages <= low ? 'low' : null
}

function whyOf(scene: Scene, one: ZoneMarks, mark: 'min' | 'low'): string {
  return mark === 'min'
    ? 'Whatever its lists hold, an ordinary request gets nothing from it before it has reclaimed some itself; only urgent requests may go below.'
    : `kswapd ${kswapdWhy(scene, one)}; requests are still served, down to the min mark.`
}

/** What does not count for them others may have: movable requests CMA, urgent ones the HighAtomic reserve. */
function withoutWhy(
  scene: Scene,
  one: ZoneMarks,
  { cma, highatomic }: FreePages,
  mark: 'min' | 'low',
): string {
  const whose = [
    ...(cma > 0 ? ['CMA is for movable requests alone'] : []),
    ...(highatomic > 0 ? ['the HighAtomic reserve is for urgent ones'] : []),
  ].join(', ')
  const others =
    mark === 'min' ? 'The others must reclaim some first' : 'The others are still served'
  return `${capitalise(whose)}. ${others}. kswapd does not count it either, and ${kswapdWhy(scene, one)}.`
}

/** What kswapd does. */
function kswapdWhy(scene: Scene, one: ZoneMarks): string {
  const content = contentZone(scene, one)
  if (!content) return 'is awake and reclaims until the high mark is passed'
  return `is not woken for it by requests that may use ${zoneName(content, scene)} as well, which is above its high mark`
}

function marksLines({ free, cma, highatomic, counted }: FreePages, marks: Marks): string[] {
  const told = [
    ['free', free],
    ['min', marks.min],
    ['low', marks.low],
    ['high', marks.high],
  ] as const
  const line = told.flatMap(([name, pages]) =>
    pages === null ? [] : [`${name} ${formatCount(pages)}`],
  )
  const less = [
    ...(cma > 0 ? [` − ${formatCount(cma)} CMA`] : []),
    ...(highatomic > 0 ? [` − ${formatCount(highatomic)} HighAtomic`] : []),
  ].join('')
  const sum = less === '' ? [] : [`${formatCount(free)} free${less} = ${formatCount(counted)}`]
  const { boost } = marks
  const raised = boost ? [`the marks hold a boost of ${formatCount(boost)} pages`] : []
  return [`in pages: ${line.join(', ')}`, ...sum, ...raised]
}
