// One small step in words: a short line for the list of small steps, a sentence for the reader.

import { requestShape } from '../buddy/alloc.ts'
import type { BuddyEvent } from '../buddy/event.ts'
import { formatCount, type Migratetype, type Order } from '../units.ts'
import type { Explanation } from './explanation.ts'
import {
  areEmpty,
  buddyArithmetic,
  capitalise,
  inZone,
  listHolds,
  listNames,
  pagesOf,
  range,
} from './phrase.ts'
import { buddyHolder, type ListHead, listBefore, type Scene } from './scene.ts'
import { explanation, refusedTie } from './shape.ts'

type EventOf<K extends BuddyEvent['kind']> = Extract<BuddyEvent, { kind: K }>

/** `List 0 has blocks: pages 7, 3`: a line of the list of small steps. */
export function smallStepText(scene: Scene, event: BuddyEvent): string {
  const linux = scene.words?.stepText(scene, event) ?? null
  if (linux !== null) return linux
  switch (event.kind) {
    case 'choose':
      return `${chooseText(scene, event)}${inZone(scene.machine, event.zone)}`
    case 'take':
      return takeText(scene, event)
    case 'split':
      return `Split ${range(event.pfn, 2 ** event.order)} into two of order ${event.order - 1}`
    case 'put':
      return `${capitalise(pagesOf(event.pfn, event.order))} to the ${event.end} of ${listNames(event.order, event.order, event.type)}`
    case 'give':
      return `Give ${pagesOf(event.pfn, event.order)} to ${scene.nameOf(event.handle)}`
    case 'try-merge':
      return `Buddy of ${event.pfn} is ${event.buddy}: ${mergeNote(scene, event)}`
    case 'merge':
      return `Merge into ${range(event.pfn, 2 ** event.order)}, order ${event.order}`
    case 'fail':
      return 'The request fails; nothing changes'
    default:
      return event.kind
  }
}

/** The sentence shown while the machine stands behind this small step. */
export function explainSmallStep(scene: Scene, event: BuddyEvent): Explanation {
  return explanation({
    fact: `${smallStepText(scene, event)}.`,
    why: scene.words?.whyStep(scene, event) ?? whyStep(scene, event),
    focus: 'pfn' in event ? [{ zone: event.zone, pfn: event.pfn, order: event.order }] : [],
    ...(event.kind === 'try-merge'
      ? {
          arithmetic: buddyArithmetic(
            event.pfn,
            event.order,
            buddyHolder(scene, event.zone, event.buddy, event.order),
          ),
          ties:
            event.ok || event.why === 'outside'
              ? []
              : [refusedTie(event, scene.obstacles.get(event) ?? null)],
        }
      : {}),
  })
}

/** Why a small step is as it is; the last of an action has the sentence of the action instead. */
function whyStep(scene: Scene, event: BuddyEvent): string {
  switch (event.kind) {
    case 'choose':
      return whyChoose(scene, event)
    case 'take':
      return whyTake(scene, event)
    case 'split':
      return 'The block is larger than what is still needed, so it is halved.'
    case 'put':
      return whyPut(scene, event)
    case 'give':
      return 'The block is off all lists and belongs to its holder.'
    case 'merge':
      return `Two free buddies of order ${event.order - 1} make one block of order ${event.order}, which begins where the lower one did.`
    case 'try-merge':
      return whyTryMerge(scene, event)
    default:
      return ''
  }
}

/** `free, they merge`, `held by D`, `held in part (E has 6)`, `not in this zone`, `free only in parts`. */
export function mergeNote(scene: Scene, event: EventOf<'try-merge'>): string {
  if (event.ok) return 'free, they merge'
  if (event.why === 'outside') return 'not in this zone'
  if (event.why === 'split') return 'free only in parts'
  if (event.why === 'pcp') return 'on a per-CPU list'
  if (event.why === 'type') return 'free, but it merges with its own type alone'
  const obstacle = scene.obstacles.get(event)
  if (obstacle?.name === 'in use') return 'in use'
  if (scene.op === 'free' && obstacle?.name === scene.name)
    return `held by ${scene.name} itself, not freed yet`
  if (obstacle && obstacle.pfn > event.buddy)
    return `held in part (${obstacle.name} has ${obstacle.pfn})`
  return `held by ${obstacle?.name ?? 'somebody'}`
}

/** A list as the small step finds it; null: an earlier one has changed it, or its type is not told. */
function listAt(
  scene: Scene,
  event: EventOf<'choose' | 'take'>,
  order: Order,
  type?: Migratetype,
): ListHead | null {
  const isTold = isPlainAlloc(scene) || (event.kind === 'choose' && isFirst(scene, event))
  return (isTold && listBefore(scene, event.zone, order, type)) || null
}

/** An alloc that takes from each list once at most. */
function isPlainAlloc({ machine, op }: Scene): boolean {
  return machine.isPlain && op === 'alloc'
}

/** Whether no small step before it has moved a block. */
function isFirst({ events }: Scene, event: BuddyEvent): boolean {
  return events.slice(0, events.indexOf(event)).every(({ kind }) => STILL.has(kind))
}

const STILL = new Set(['choose', 'watermark', 'pcp-refill', 'slow-path', 'try-claim'])

function chooseText(scene: Scene, event: EventOf<'choose'>): string {
  const { order, found, type } = event
  const { maxOrder } = scene.machine
  const { adjacent } = requestShape(scene.machine, scene.pages)
  if (adjacent > 1) {
    if (found < 0) return `No ${adjacent} adjacent blocks of order ${order} are free`
    const first = scene.events.find((event) => event.kind === 'take')
    return `${adjacent} adjacent blocks are free from page ${first?.pfn ?? 0} on`
  }
  if (found < 0)
    return `${capitalise(listNames(order, maxOrder, type))} ${order === maxOrder ? 'holds' : 'hold'} nothing`
  const list = listAt(scene, event, found, type)
  const skipped =
    found > order
      ? `${areEmpty(order, found - 1, type)}; list ${found} has `
      : `${capitalise(listNames(found, found, type))} has `
  if (!list) return `${skipped}a block`
  if (list.count > list.pfns.length) return `${skipped}${formatCount(list.count)} blocks`
  return `${skipped}${listHolds(list, found)}`
}

function whyChoose(scene: Scene, event: EventOf<'choose'>): string {
  const { order, found } = event
  if (requestShape(scene.machine, scene.pages).adjacent > 1)
    return found < 0
      ? 'The request is larger than any block, so it needs a run of the largest ones.'
      : 'The request is larger than any block; of all runs that hold it the lowest is taken.'
  if (found < 0) return `Nothing of order ${order} or larger is free here.`
  return found === order
    ? `Order ${order} is what the request needs, so its list is asked first.`
    : `The smallest block that is large enough has order ${found}; it will be split.`
}

function takeText(scene: Scene, event: EventOf<'take'>): string {
  const { pfn, order } = event
  const list = listAt(scene, event, order)
  const isOnly = !list || list.count === 1
  const isRun = requestShape(scene.machine, scene.pages).adjacent > 1
  const block = order === 0 ? `page ${pfn}` : `the block at ${pfn}, order ${order}`
  if (isOnly || isRun) return `Take ${block}`
  return scene.machine.config.placement === 'lowest'
    ? `Take the lowest address: ${block}`
    : `Take the head: ${block}`
}

function whyTake(scene: Scene, event: EventOf<'take'>): string {
  const { order } = event
  const list = listAt(scene, event, order)
  if (requestShape(scene.machine, scene.pages).adjacent > 1) return 'It is part of the run.'
  if (!list) return 'It leaves its free list.'
  if (list.count === 1) return `It is the only block on list ${order}.`
  return scene.machine.config.placement === 'lowest'
    ? `Placement is lowest: of all blocks on list ${order} the lowest address is taken.`
    : `Placement is lifo: the head of list ${order} is taken, as Linux does.`
}

function whyPut(scene: Scene, event: EventOf<'put'>): string {
  const { order, end } = event
  if (end === 'tail') return 'A larger merge is likely soon, so the block is kept back at the tail.'
  if (isFreed(scene, event))
    return order === scene.machine.maxOrder
      ? `Order ${order} is the largest there is: nothing to merge with.`
      : scene.machine.config.placement === 'lifo'
        ? 'No further merge is possible now. Freed last, it will be taken first.'
        : 'No further merge is possible now.'
  return scene.machine.config.placement === 'lifo'
    ? 'Nobody asked for this half. Under lifo what comes last onto a list is taken first.'
    : 'Nobody asked for this half. Under lowest its place in the list does not matter.'
}

/** Whether a block that is put back was freed; else it is what a split left over. */
function isFreed(scene: Scene, event: EventOf<'put'>): boolean {
  const { op, events } = scene
  if (op === 'free' || isPlainAlloc(scene)) return op === 'free'
  const before = events[events.indexOf(event) - 1]?.kind
  return before !== 'split' && before !== 'give'
}

function whyTryMerge(scene: Scene, event: EventOf<'try-merge'>): string {
  const sum = `${event.pfn} XOR ${2 ** event.order} = ${event.buddy}`
  if (event.ok)
    return `The buddy of ${event.pfn} at order ${event.order} is ${sum}, and it is free.`
  return `The buddy of ${event.pfn} at order ${event.order} is ${sum}: ${mergeNote(scene, event)}, so they stay apart.`
}
