// A request that failed, in words: not enough free, or enough but not together, and who stands in
// the way at each place where it could have gone.

import type { Failure } from '../buddy/event.ts'
import { nextInList, nrFree } from '../buddy/free-area.ts'
import { blockAt } from '../buddy/machine.ts'
import { PCP_TYPES } from '../buddy/migratetype.ts'
import { buddyOf, type Order, type Pfn, shortBytes } from '../units.ts'
import { asked } from './alloc.ts'
import type { Arithmetic, Explanation, Tie, Verdict } from './explanation.ts'
import { buddySum, capitalise, countPages, enumerate, pagesOf, sizeOf } from './phrase.ts'
import { buddyHolder, holderOf, obstacleOf, type Scene } from './scene.ts'
import { explanation, refusedTie } from './shape.ts'

/** At most so many places of the wanted size have a verdict of their own. */
const PLACES = 16
/** At most so many free blocks are named one by one. */
const NAMED = 3

interface FreeBlock {
  readonly zone: number
  readonly pfn: Pfn
  readonly order: Order
}

/** What only the Linux machine fails for, the marks and haste, is said by it. */
export function explainFailure(scene: Scene, failure: Failure): Explanation {
  // Who stands where is told from the machine as it is, so only where nothing has moved since.
  const isNow = !hasMovedSince(scene)
  const places = isNow ? placesOf(scene, failure) : []
  const apart = isNow && failure.reason === 'fragmentation' ? freeBlocksOf(scene) : []
  return explanation({
    fact: factOf(scene, failure, apart),
    why: `${asked(scene)} ${whyOf(scene, failure, apart)}`,
    follows:
      failure.adjacent > 1
        ? `The two indices speak of one block of order ${failure.order}; the request needs ${failure.adjacent} of them side by side.`
        : '',
    log:
      failure.adjacent > 1
        ? null
        : (scene.log ?? `page allocation failure. order:${failure.order}`),
    arithmetic: apart.length > 0 ? whyApart(scene, apart) : null,
    ties: apart.flatMap((block) => tieOf(scene, block)),
    question: places.length > 0 ? questionOf(scene) : null,
    verdicts: places,
  })
}

/** `8K for F?`, `8K?` */
function questionOf({ pages, machine, name }: Scene): Explanation['question'] {
  const size = shortBytes(pages * machine.config.pageSize)
  return { text: `${size} for ${name}?`, short: `${size}?` }
}

function hasMovedSince({ events }: Scene): boolean {
  const failed = events.findIndex(({ kind }) => kind === 'fail')
  const after = failed < 0 ? [] : events.slice(failed)
  return after.some(({ kind }) => kind === 'put' || kind === 'pcp-put')
}

function factOf({ machine, name }: Scene, failure: Failure, apart: readonly FreeBlock[]): string {
  const free = countPages(failure.freePages)
  const are = failure.freePages === 1 ? 'is' : 'are'
  switch (failure.reason) {
    case 'too-large':
      return failure.order > machine.maxOrder
        ? `${name} fails: order ${failure.order} is above the largest order, ${machine.maxOrder}.`
        : `${name} fails: the zones it may use are smaller than that.`
    case 'exhausted':
      return failure.freePages === 0
        ? `${name} fails: nothing is free.`
        : `${name} fails: only ${free} ${are} free.`
    case 'fragmentation':
      return `${name} fails: ${free} ${are} free, but ${together(failure, apart)}.`
    default:
      return `${name} fails.`
  }
}

/** Neighbours that are no buddies are side by side, and still no block. */
function together({ adjacent }: Failure, apart: readonly FreeBlock[]): string {
  if (adjacent > 1) return 'not in one run'
  const areApart = apart.every((block, i) => {
    const before = apart[i - 1]
    return !before || before.zone !== block.zone || before.pfn + 2 ** before.order < block.pfn
  })
  return apart.length > 0 && areApart ? 'not side by side' : 'not in one block'
}

function whyOf(scene: Scene, failure: Failure, apart: readonly FreeBlock[]): string {
  const { machine } = scene
  switch (failure.reason) {
    case 'too-large':
      return failure.order > machine.maxOrder
        ? `The largest block this machine has is ${sizeOf(machine, 2 ** machine.maxOrder)}, so no amount of free memory would help.`
        : `No amount of freeing would help.`
    case 'exhausted':
      return scene.machine.config.fit === 'round' && failure.freePages >= scene.pages
        ? `A request takes one block, here of ${countPages(2 ** failure.order)}, and fewer are free.`
        : 'This is lack of memory: fewer pages are free than were asked for.'
    case 'fragmentation':
      if (failure.adjacent > 1)
        return `No ${failure.adjacent} adjacent free blocks hold all of it: there are enough pages, but not in one run.`
      return apart.length > 0
        ? standAlone(scene, apart)
        : `The largest free block has order ${failure.largestFreeOrder}.${machine.isPlain ? ' None of the free blocks can merge further: no buddy is free as a whole.' : ''}`
    default:
      return ''
  }
}

/** `Pages 2 and 7 stand alone, and neither can merge: D and E hold their buddies.` */
function standAlone(scene: Scene, apart: readonly FreeBlock[]): string {
  const blocks = apart.every((block) => block.order === 0)
    ? `${apart.length === 1 ? 'Page' : 'Pages'} ${enumerate(apart.map((block) => String(block.pfn)))}`
    : capitalise(enumerate(apart.map((block) => pagesOf(block.pfn, block.order))))
  const who = whoHolds(scene, apart)
  if (apart.length === 1) return `${blocks} cannot merge: ${who}.`
  return `${blocks} stand alone, and ${apart.length === 2 ? 'neither' : 'none'} can merge: ${who}.`
}

/** `D and E hold their buddies`, or block by block where the reasons differ. */
function whoHolds(scene: Scene, apart: readonly FreeBlock[]): string {
  const reasons = apart.map((block) => reasonOf(scene, block))
  const isOne = apart.length === 1
  const names = [...new Set(reasons.flatMap(({ holder }) => (holder === null ? [] : [holder])))]
  if (reasons.every(({ kind }) => kind === 'held'))
    return `${enumerate(names)} ${names.length === 1 ? 'holds' : 'hold'} ${isOne ? 'its buddy' : 'their buddies'}`
  if (new Set(reasons.map(({ kind }) => kind)).size === 1)
    return `${isOne ? 'its buddy' : 'their buddies'} ${plural(reasons[0]?.kind ?? 'held', isOne)}`
  return apart
    .map(({ pfn, order }, i) => {
      const reason = reasons[i]
      const why = reason?.holder
        ? `is held by ${reason.holder}`
        : plural(reason?.kind ?? 'held', true)
      return `the buddy of ${pagesOf(pfn, order)} ${why}`
    })
    .join(', ')
}

type Reason = 'held' | 'in use' | 'outside' | 'split'

function plural(kind: Reason, isOne: boolean): string {
  if (kind === 'outside') return isOne ? 'lies outside the zone' : 'lie outside the zone'
  if (kind === 'split') return isOne ? 'is free only in parts' : 'are free only in parts'
  return isOne ? 'is in use' : 'are in use'
}

function reasonOf(
  scene: Scene,
  { zone, pfn, order }: FreeBlock,
): { kind: Reason; holder: string | null } {
  const at = scene.machine.zones[zone]
  const buddy = buddyOf(pfn, order)
  if (!at || buddy < at.start || buddy + 2 ** order > at.end)
    return { kind: 'outside', holder: null }
  const obstacle = obstacleOf(scene, zone, buddy, order)
  if (!obstacle) return { kind: 'split', holder: null }
  if (obstacle.name === 'in use') return { kind: 'in use', holder: null }
  return { kind: 'held', holder: obstacle.name }
}

function whyApart(scene: Scene, apart: readonly FreeBlock[]): Arithmetic {
  const count = ['', 'one', 'two', 'three'][apart.length]
  return {
    title:
      apart.length === 1
        ? 'Why the free block does not merge'
        : `Why the ${count} free blocks stay apart`,
    rows: apart.flatMap(({ zone, pfn, order }) => {
      const [block, , buddy] = buddySum(
        pfn,
        order,
        buddyHolder(scene, zone, buddyOf(pfn, order), order),
      )
      if (!block || !buddy) return []
      return [
        { ...block, label: order === 0 ? 'free page' : 'free block' },
        { ...buddy, label: `${pfn} XOR ${2 ** order}` },
      ]
    }),
  }
}

/** Free blocks in the zones of the request, ascending by pfn; none where they are too many to name. */
function freeBlocksOf({ machine, zonelist }: Scene): FreeBlock[] {
  const blocks: FreeBlock[] = []
  for (const zone of zonelist)
    for (let list = 0; list < zone.types * (machine.maxOrder + 1); list++) {
      const order = list % (machine.maxOrder + 1)
      const type = Math.floor(list / (machine.maxOrder + 1))
      // HighAtomic is no use to most, and merges with its own kind alone.
      if (type >= PCP_TYPES && nrFree(machine.state, zone, order, type) > 0) return []
      let pfn = nextInList(machine.state, zone, order, type, -1)
      for (; pfn >= 0; pfn = nextInList(machine.state, zone, order, type, pfn)) {
        if (blocks.length === NAMED) return []
        blocks.push({ zone: zone.index, pfn, order })
      }
    }
  return blocks.sort((a, b) => a.zone - b.zone || a.pfn - b.pfn)
}

function tieOf(scene: Scene, { zone, pfn, order }: FreeBlock): Tie[] {
  const at = scene.machine.zones[zone]
  const buddy = buddyOf(pfn, order)
  if (!at || order >= scene.machine.maxOrder) return []
  if (buddy < at.start || buddy + 2 ** order > at.end) return []
  return [refusedTie({ zone, pfn, order, buddy }, obstacleOf(scene, zone, buddy, order))]
}

/** One verdict for each aligned place of the wanted size, where they are few. */
function placesOf(scene: Scene, failure: Failure): Verdict[] {
  const { order } = failure
  if (order > scene.machine.maxOrder || failure.adjacent > 1) return []
  const size = 2 ** order
  const places = scene.zonelist.reduce((sum, zone) => sum + Math.ceil(zone.pages / size), 0)
  if (places > PLACES) return []
  return scene.zonelist.flatMap((zone) => {
    const verdicts: Verdict[] = []
    for (let pfn = Math.ceil(zone.start / size) * size; pfn + size <= zone.end; pfn += size)
      verdicts.push({
        zone: zone.index,
        pfn,
        order,
        text: verdictOf(scene, zone.index, pfn, order),
      })
    return verdicts
  })
}

function verdictOf(scene: Scene, zone: number, pfn: Pfn, order: Order): string {
  const at = scene.machine.zones[zone]
  const held = new Map<string, Pfn>()
  let pages = 0
  for (let page = pfn; at && page < pfn + 2 ** order; ) {
    const block = blockAt(scene.machine, at, page)
    const end = Math.min(block.pfn + 2 ** block.order, pfn + 2 ** order)
    if (!block.isFree) {
      const { name } = holderOf(scene, zone, page)
      if (!held.has(name)) held.set(name, page)
      pages += end - page
    }
    page = end
  }
  const [first, ...others] = held
  if (!first || others.length > 0) return `${pages} of ${2 ** order} held`
  const [name, page] = first
  const isWhole = pages === 2 ** order
  if (name === 'in use')
    return isWhole ? 'in use' : pages === 1 ? `${page} in use` : `${pages} in use`
  if (isWhole) return `${name} holds ${order === 0 ? 'it' : order === 1 ? 'both' : 'all'}`
  return pages === 1 ? `${name} holds ${page}` : `${name} holds ${pages} of ${2 ** order}`
}
