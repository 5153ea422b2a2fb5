// A request served from another migratetype's blocks, in words: a claim turns whole pageblocks to its
// type, a steal takes one block and leaves them as they are.

import { pageblockStart } from '../buddy/pageblock.ts'
import { formatCount } from '../units.ts'
import { type Course, type EventOf, ofKind } from './linux-course.ts'
import { countOf, numberWord, othersWait, pageblocks, withArticle } from './linux-phrase.ts'
import { inZone, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'

type Fallback = EventOf<'fallback'>
type Part = { readonly fact: string; readonly why: string; readonly follows: string }

/** null: its own type's lists served. */
export function fallbackOf(scene: Scene, { service, zone }: Course): Part | null {
  const fallbacks = ofKind(service, 'fallback')
  const claims = fallbacks.filter(({ how }) => how === 'claim')
  const first = claims[0] ?? fallbacks[0]
  if (!first) return null
  // Where a zone before it was passed over, it is said again which one this is of.
  const before = lead(
    scene,
    service,
    first,
    zone === scene.zonelist[0]?.index ? '' : inZone(scene.machine, zone),
  )
  return claims.length > 0
    ? claimText(scene, service, claims, first, before)
    : stealText(scene, service, fallbacks, first, before)
}

/** Why another type's blocks were looked at: `No block of 32 KiB or more is on the Unmovable lists`. */
function lead(
  { machine }: Scene,
  service: Course['service'],
  first: Fallback,
  where: string,
): string {
  const { order, type } = first
  const block = `block of ${sizeOf(machine, 2 ** order)} or more`
  const fetched = ofKind(service, 'pcp-put').length
  if (fetched === 0) return `No ${block} is on the ${type} lists${where}`
  const hadSome = service.findIndex(({ kind }) => kind === 'pcp-put') < service.indexOf(first)
  return hadSome
    ? `The per-CPU list was empty, and the ${type} lists${where} had too few blocks for all that was fetched at once`
    : `The per-CPU list was empty and no ${block} was on the ${type} lists${where}`
}

function claimText(
  scene: Scene,
  service: Course['service'],
  claims: readonly Fallback[],
  first: Fallback,
  before: string,
): Part {
  const { found, from, type, pageblockOrder } = first
  const retags = ofKind(service, 'retag').filter(({ to }) => to === type)
  const count = retags.length
  const taken = pageblocks(count, retags.every((event) => event.from === from) ? from : 'foreign')
  const fact =
    count > 0
      ? `${scene.name} claims ${taken}`
      : `${scene.name} takes over the free blocks of ${pageblocks(1, from)}`
  const follows = restText(scene, service, first, count)
  if (claims.length > 1 && count > 0)
    return { fact, why: `${before}, so the kernel turns ${taken} ${type}.`, follows }
  if (found >= pageblockOrder)
    return {
      fact,
      why: `${before}, so the kernel takes the largest ${from} one, order ${found}, and turns ${whichOf(count, 2 ** (found - pageblockOrder))} ${type}.`,
      follows: `${follows} The largest is taken, so that ${type} pages stay together and spoil no other pageblock.`,
    }
  const tried = ofKind(service, 'try-claim').findLast(({ ok }) => ok)
  const half = tried
    ? `Of the ${from} pageblock at ${tried.pfn}, ${countOf(tried.free, 0)} ${tried.free === 1 ? 'is' : 'are'} free${tried.alike > 0 ? ` and ${formatCount(tried.alike)} of a like kind` : ''}, at least half: all of it turns ${type}.`
    : count > 0
      ? `Of the pageblock of ${withArticle(`${from} block`)} at least half is free or of a like kind: all of it turns ${type}.`
      : `All free blocks of ${pageblocks(1, from)} move to the ${type} lists; too little of it is free for it to change its own type.`
  return { fact, why: `${before}. ${half}`, follows }
}

/** `both its pageblocks`, of so many that a block covers. */
function whichOf(count: number, covered: number): string {
  if (count < covered) return `${numberWord(count)} of its pageblocks`
  if (count === 1) return 'its pageblock'
  return count === 2 ? 'both its pageblocks' : `all its ${numberWord(count)} pageblocks`
}

/** `32 KiB go to net, the rest to the Unmovable lists.` */
function restText(
  scene: Scene,
  service: Course['service'],
  { found, order, type, pageblockOrder }: Fallback,
  count: number,
): string {
  const put = ofKind(service, 'pcp-put').length
  const what = count > 1 ? 'the pageblocks' : 'the pageblock'
  if (put > 1)
    return `${othersWait(put, order)} on the per-CPU list; what else is free in ${what} is on the ${type} lists.`
  const own = sizeOf(scene.machine, 2 ** order)
  if (found === order && found >= pageblockOrder) return `All of it goes to ${scene.name}.`
  return `${own} ${/^1 /.test(own) ? 'goes' : 'go'} to ${scene.name}, ${found >= pageblockOrder ? 'the rest' : `what else is free in ${what}`} to the ${type} lists.`
}

function stealText(
  { machine, name }: Scene,
  service: Course['service'],
  steals: readonly Fallback[],
  { found, from, type, pfn, zone, order }: Fallback,
  before: string,
): Part {
  const at = machine.zones[zone]
  const put = ofKind(service, 'pcp-put').length
  const rest = put > 1 ? ` ${othersWait(put, order)} on the per-CPU list.` : ''
  if (steals.length > 1) {
    const blocks = `${numberWord(steals.length)} ${steals.every((one) => one.from === from) ? from : 'foreign'} blocks`
    return {
      fact: `${name} steals ${blocks}`,
      why: `${before}, and no pageblock could be claimed. The kernel takes ${blocks}, the first of order ${found}, and leaves their pageblocks as they are.`,
      follows: `${type} memory stands in pageblocks of another type now.${rest}`,
    }
  }
  return {
    fact: `${name} steals a block from ${pageblocks(1, from)}`,
    why: `${before}, and no pageblock could be claimed. The kernel takes ${withArticle(`${from} block`)} of order ${found} and leaves its pageblock ${from}.`,
    follows: `The pageblock${at ? ` at ${pageblockStart(at, pfn)}` : ''} is mixed now: ${type} memory stands in ${from} memory.${rest}`,
  }
}
