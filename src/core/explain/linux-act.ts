// compact, reclaim, drain and set, in words.

import { COSTLY_ORDER } from '../buddy/linux/costly.ts'
import { marksOf } from '../buddy/linux/marks.ts'
import { countFree } from '../buddy/machine.ts'
import { formatCount, type Order } from '../units.ts'
import type { Explanation } from './explanation.ts'
import { freedBlocks } from './free.ts'
import { movedBy, pagesOfAll, toilOf } from './linux-course.ts'
import { handlesOf, namesOf, thousandths, zoneName } from './linux-phrase.ts'
import { countPages, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'
import { explanation, FOCUS } from './shape.ts'

/** Zones whose marks are told one by one. */
const TOLD = 3

export function explainCompact(scene: Scene): Explanation {
  const toil = toilOf(scene.events)
  const moved = movedBy(toil)
  const moves = scene.events.filter((event) => event.kind === 'migrate')
  if (moved === 0)
    return explanation({
      fact: 'Compaction moves nothing.',
      why: 'Two scanners walked towards each other, and found no movable page with a place to go to.',
    })
  return explanation({
    fact: `Compaction moves ${countPages(moved)}.`,
    why: `Two scanners walked towards each other: movable pages from the bottom went to free pages at the top. ${namesOf(scene, handlesOf(moves))} moved; contents and owners stay the same.`,
    follows: largestText(scene),
    focus: moves.slice(0, FOCUS).map(({ zone, pfn, order }) => ({ zone, pfn, order })),
  })
}

function largestText({ machine, before }: Scene): string {
  const orders = machine.maxOrder + 1
  const was = Math.max(
    -1,
    ...before.map((lists) =>
      lists.reduce((most, { count }, i) => (count > 0 ? Math.max(most, i % orders) : most), -1),
    ),
  )
  const is = largestFree(machine)
  if (is < 0) return ''
  return is === was
    ? `The largest free block still has order ${is}.`
    : `The largest free block had order ${was}; now it has order ${is}.`
}

function largestFree(machine: Scene['machine']): Order | -1 {
  for (let order = machine.maxOrder; order >= 0; order--)
    if (machine.zones.some((zone) => countFree(machine, zone, order) > 0)) return order
  return -1
}

export function explainReclaim(scene: Scene): Explanation {
  const { machine, pages } = scene
  const { reclaimed } = toilOf(scene.events)
  const won = pagesOfAll(reclaimed)
  if (won === 0)
    return explanation({
      fact: 'Reclaim finds nothing to take back.',
      why: 'Only page cache and shrinkable caches can be given up (cache, reclaimable), and nobody holds any.',
    })
  const short =
    won < pages
      ? ` That is less than the ${sizeOf(machine, pages)} asked for: no more was left.`
      : ''
  return explanation({
    fact: `Reclaim takes back ${sizeOf(machine, won)}.`,
    why: `Of page cache and shrinkable caches the oldest goes first, whole names at a time: ${namesOf(scene, handlesOf(reclaimed))}.${short}`,
  })
}

export function explainDrain(scene: Scene): Explanation {
  const pages = pagesOfAll(scene.events.filter((event) => event.kind === 'pcp-drain'))
  if (!scene.machine.config.pcp)
    return explanation({
      fact: 'drain finds nothing to do.',
      why: 'This machine has no per-CPU lists.',
    })
  if (pages === 0)
    return explanation({
      fact: 'drain finds nothing to do.',
      why: 'The per-CPU lists are empty already.',
    })
  const blocks = freedBlocks(scene.events)
  const merged = blocks.filter(({ merges }) => merges.length > 0).length
  const fate =
    merged === 0
      ? 'None of them merges'
      : `${formatCount(merged)} of ${formatCount(blocks.length)} ${merged === 1 ? 'merges' : 'merge'}`
  return explanation({
    fact: `The per-CPU lists are emptied: ${countPages(pages)} ${pages === 1 ? 'goes' : 'go'} back to the free lists.`,
    why:
      blocks.length === 1
        ? `There it ${merged === 0 ? 'merges with nothing' : 'merges with a free buddy'}.`
        : `There they may merge again, and buddyinfo counts them. ${fate} with a free buddy.`,
  })
}

export function explainSet({ machine, events }: Scene): Explanation {
  const set = events.find((event) => event.kind === 'set')
  if (!set) return explanation({ fact: 'A setting is written.', why: '' })
  if (set.setting === 'extfrag-threshold')
    return explanation({
      fact: `vm.extfrag_threshold is now ${set.value}, an index of ${thousandths(set.value)}.`,
      why: `For orders above ${COSTLY_ORDER} compaction runs only where the fragmentation index is above it: from 0 up to it the kernel takes memory to be lacking.`,
    })
  const marks = machine.zones.slice(0, TOLD).map((zone) => {
    const { min, low, high } = marksOf(machine.state, zone)
    const where = machine.zones.length === 1 ? '' : `${zoneName(machine, zone.index)}: `
    return `${where}min ${formatCount(min)}, low ${formatCount(low)}, high ${formatCount(high)} pages.`
  })
  return explanation({
    fact: `vm.min_free_kbytes is now ${formatCount(set.value / 1024)}.`,
    why: machine.config.watermarks
      ? machine.zones.length === 1
        ? `The marks follow from it: ${marks[0]}`
        : `The marks follow from it. ${marks.join(' ')}`
      : 'This machine has no watermarks, so nothing follows from it.',
  })
}
