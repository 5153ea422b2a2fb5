// Words that the sentences of the Linux machine share.

import type { Machine } from '../buddy/machine.ts'
import { typeName } from '../buddy/migratetype.ts'
import { formatIndex } from '../metrics/format-index.ts'
import { formatCount, type Migratetype, type Order, type Pages } from '../units.ts'
import { asked } from './alloc.ts'
import { type EventOf, movedBy, pagesOfAll, type Toil } from './linux-course.ts'
import { capitalise, countPages, enumerate, inZone, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'

/** At most so many names stand in one sentence. */
const NAMED = 3

/** `It asked for 4 KiB: one page, order 0, Movable, atomic.` */
export function askedOf(scene: Scene): string {
  const { request, machine } = scene
  const words = [
    ...(request && machine.config.grouping ? [typeName(request.type)] : []),
    ...(request?.isAtomic ? ['atomic'] : []),
  ]
  const plain = asked(scene)
  return words.length === 0 ? plain : `${plain.slice(0, -1)}, ${words.join(', ')}.`
}

/** `Zone DMA32`, `Node 1, zone Normal`; in a machine of one zone `The zone`. */
export function zoneName(machine: Machine, zone: number): string {
  return capitalise(inZone(machine, zone).replace(' in ', '') || 'the zone')
}

/** `c1`, `c1 and c2`, `c1, c2, c3 and 5 more`. */
export function namesOf(scene: Scene, handles: readonly number[]): string {
  const names = [...new Set(handles.map((handle) => scene.nameOf(handle)))]
  const rest = names.length - NAMED
  return enumerate(rest > 0 ? [...names.slice(0, NAMED), `${formatCount(rest)} more`] : names)
}

/** `Movable `, with its blank; empty without grouping. */
export function typed(type: Migratetype | undefined): string {
  return type ? `${type} ` : ''
}

/** `the per-CPU list of Movable pages`, `the per-CPU list of blocks of order 2`. */
export function pcpList(order: Order, type: Migratetype | undefined): string {
  return order === 0
    ? `the per-CPU list of ${type ?? 'single'} pages`
    : `the per-CPU list of ${typed(type)}blocks of order ${order}`
}

/** Blocks of one order as people count them: `62 pages`, `one block`. */
export function countOf(blocks: number, order: Order): string {
  const what = order === 0 ? 'page' : 'block'
  return blocks === 1 ? `one ${what}` : `${formatCount(blocks)} ${what}s`
}

/** `Of the 2 pages fetched at once the other waits`, `Of the 63 blocks fetched at once the other 62 wait`. */
export function othersWait(fetched: number, order: Order): string {
  const others = fetched === 2 ? 'the other waits' : `the other ${formatCount(fetched - 1)} wait`
  return `Of the ${countOf(fetched, order)} fetched at once ${others}`
}

/** An index as the page shows it: `0.981`, `−1.000`. */
export function thousandths(value: number): string {
  return formatIndex(value).replace('-', '−')
}

/** `a Movable block`, `an Unmovable block`. */
export function withArticle(words: string): string {
  return `${/^[AEIOU]/i.test(words) ? 'an' : 'a'} ${words}`
}

/** `two`, up to ten; digits above. */
export function numberWord(count: number): string {
  const words = [
    'no',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
  ]
  return words[count] ?? formatCount(count)
}

/** `a Movable pageblock`, `two Unmovable pageblocks`. */
export function pageblocks(count: number, type: string): string {
  if (count !== 1) return `${numberWord(count)} ${type} pageblocks`
  return withArticle(`${type} pageblock`)
}

/** `19 pages are free, 12 without 7 of the block's 8; more than 17, the low mark, are needed` */
export function markText(event: EventOf<'watermark'>, isAtomic: boolean): string {
  return `${freeText(event)}; ${boundText(event, isAtomic)}`
}

/** `more than 17, the low mark, are needed`. */
export function boundText(
  { needed, reserve, mark }: EventOf<'watermark'>,
  isAtomic: boolean,
): string {
  const isPart = mark === 'min' && isAtomic
  const line = isPart ? 'the part of the min mark that the request may not use' : `the ${mark} mark`
  if (reserve > 0)
    return `more than ${formatCount(needed + reserve)} are needed: ${line}, ${formatCount(needed)}, and ${formatCount(reserve)} of lowmem_reserve, kept from requests that could use a higher zone`
  const more = `more than ${formatCount(needed)}`
  return isPart ? `${more} are needed, ${line}` : `${more}, ${line}, are needed`
}

/** Free pages that the test began with: all of the block but one page is taken off them. */
export function freeBefore({ free, order }: Pick<EventOf<'watermark'>, 'free' | 'order'>): Pages {
  return free + 2 ** order - 1
}

/** `19 pages are free, 12 without 7 of the block's 8`. */
export function freeText(event: Pick<EventOf<'watermark'>, 'free' | 'order'>): string {
  const free = freeBefore(event)
  return `${countPages(free)} ${free === 1 ? 'is' : 'are'} free${lessBlock(event)}`
}

/** `, 12 without 7 of the block's 8`; empty for a single page. */
function lessBlock({ free, order }: Pick<EventOf<'watermark'>, 'free' | 'order'>): string {
  return order === 0
    ? ''
    : `, ${free < 0 ? 'none' : formatCount(free)} without ${formatCount(2 ** order - 1)} of the block's ${formatCount(2 ** order)}`
}

/** `the HighAtomic pageblock at 992 was given back`, `3 HighAtomic pageblocks were given back`. */
export function givenBackText(given: readonly EventOf<'unreserve-highatomic'>[]): string {
  return given.length === 1
    ? `the HighAtomic pageblock at ${given[0]?.pfn} was given back`
    : `${numberWord(given.length)} HighAtomic pageblocks were given back`
}

/** What kswapd and kcompactd did when the request was done; '' where they had nothing to do. */
export function daemonsText(scene: Scene, after: Toil): string {
  const { events, reclaimed } = after
  const slept = events.filter((event) => event.kind === 'kswapd' && event.at === 'sleep')
  const moved = movedBy(after)
  const sentences: string[] = []
  if (reclaimed.length > 0)
    sentences.push(
      `kswapd then took back ${sizeOf(scene.machine, pagesOfAll(reclaimed))}: ${namesOf(scene, handlesOf(reclaimed))}.`,
    )
  else if (slept.length > 0) sentences.push('kswapd then ran, and found nothing to take back.')
  if (moved > 0) sentences.push(`kcompactd then moved ${countPages(moved)}.`)
  return sentences.join(' ')
}

export function handlesOf(events: readonly { readonly handle: number }[]): number[] {
  return events.map(({ handle }) => handle)
}
