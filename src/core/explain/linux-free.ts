// A free on the Linux machine, in words: to a per-CPU list, and what is drained from there, or to the
// free lists in pageblocks.

import type { BuddyEvent } from '../buddy/event.ts'
import { formatCount, type Pages } from '../units.ts'
import type { Explanation } from './explanation.ts'
import { explainFree, freedBlocks } from './free.ts'
import { type EventOf, ofKind } from './linux-course.ts'
import { pcpList } from './linux-phrase.ts'
import { countBlocks, countPages, inZone, pagesOf } from './phrase.ts'
import type { Scene } from './scene.ts'
import { explanation, FOCUS } from './shape.ts'

/** null: the words for the textbook's machine will do. */
export function explainLinuxFree(scene: Scene): Explanation | null {
  const puts = scene.events.filter((event) => event.kind === 'pcp-put')
  const [first] = puts
  if (first) return toPcp(scene, puts, first)
  const pieces = freedBlocks(scene.events)
  if (pieces.length <= scene.blocks.length) return null
  const merged = pieces.filter(({ merges }) => merges.length > 0).length
  const [block] = scene.blocks
  const given =
    block && scene.blocks.length === 1 ? pagesOf(block.pfn, block.order) : countPages(scene.held)
  return {
    ...explainFree(scene),
    fact: `${scene.name} gives ${given} back${inZone(scene.machine, pieces[0]?.put.zone ?? 0)}.`,
    why: `A block larger than a pageblock is freed a pageblock at a time, each to the lists of its own type: ${formatCount(pieces.length)} of them, of which ${merged === 0 ? 'none' : formatCount(merged)} merged with a free buddy.`,
  }
}

function toPcp(
  scene: Scene,
  puts: readonly EventOf<'pcp-put'>[],
  first: EventOf<'pcp-put'>,
): Explanation {
  const { machine, name, blocks, held } = scene
  const given = blocks.length === 1 ? pagesOf(first.pfn, first.order) : countPages(held)
  const drained = drainText(scene)
  return explanation({
    fact: `${name} gives ${given} back${inZone(machine, first.zone)}.`,
    why: `${whereTo(puts, first, drained !== '')}${drained === '' ? '' : ` ${drained}`}`,
    follows:
      drained === ''
        ? 'What waits there is free, but stands in no buddyinfo and merges with nothing.'
        : '',
    focus: blocks.slice(0, FOCUS).map(({ pfn, order }) => ({ zone: first.zone, pfn, order })),
  })
}

function whereTo(
  puts: readonly EventOf<'pcp-put'>[],
  { order, type }: EventOf<'pcp-put'>,
  isDrained: boolean,
): string {
  if (puts.length > 1)
    return `Its ${countBlocks(puts.length)} go to the heads of their per-CPU lists.`
  const goes = `${order === 0 ? 'It goes' : 'They go'} to the head of ${pcpList(order, type)}`
  // What is drained may be the block itself.
  if (isDrained) return `${goes}.`
  return `${goes}, where the next request of that kind finds ${order === 0 ? 'it' : 'them'} first.`
}

/** `The per-CPU lists have reached their limit, 252 pages, so 63 pages go … where 40 blocks merge …`. */
function drainText({ events }: Scene): string {
  const [first] = ofKind(events, 'pcp-drain')
  if (!first) return ''
  const { pages, merged } = drainedBy(events)
  const limit = first.high === 1 ? 'one page' : `${formatCount(first.high)} pages`
  const fate =
    merged === 0
      ? 'and nothing merges'
      : `where ${countBlocks(merged)} ${merged === 1 ? 'merges' : 'merge'} with a free buddy`
  return `The per-CPU lists have reached their limit, ${limit}, so ${countPages(pages)} ${pages === 1 ? 'goes' : 'go'} from their tails to the free lists, ${fate}.`
}

/** Pages that left the per-CPU lists, and how many of their blocks merged. */
export function drainedBy(events: readonly BuddyEvent[]): { pages: Pages; merged: number } {
  const blocks = freedBlocks(events)
  return {
    // As each left its list, before it merged.
    pages: blocks.reduce(
      (sum, { merges, refusal, put }) =>
        sum + 2 ** (merges[0]?.order ?? refusal?.order ?? put.order),
      0,
    ),
    merged: blocks.filter(({ merges }) => merges.length > 0).length,
  }
}
