// One small step in words: a short line for the list of small steps, a sentence for the reader.

import { requestShape } from '../buddy/alloc.ts'
import type { BuddyEvent } from '../buddy/event.ts'
import { formatCount, type Order } from '../units.ts'
import type { Explanation } from './explanation.ts'
import { buddyArithmetic, capitalise, inZone, listHolds, pagesOf, range } from './phrase.ts'
import { buddyHolder, type ListHead, type Scene } from './scene.ts'
import { explanation, refusedTie } from './shape.ts'

type EventOf<K extends BuddyEvent['kind']> = Extract<BuddyEvent, { kind: K }>

/** `List 0 has blocks: pages 7, 3`: a line of the list of small steps. */
export function smallStepText(scene: Scene, event: BuddyEvent): string {
  switch (event.kind) {
    case 'choose':
      return `${chooseText(scene, event)}${inZone(scene.machine, event.zone)}`
    case 'take':
      return takeText(scene, event)
    case 'split':
      return `Split ${range(event.pfn, 2 ** event.order)} into two of order ${event.order - 1}`
    case 'put':
      return `${capitalise(pagesOf(event.pfn, event.order))} to the ${event.end} of list ${event.order}`
    case 'give':
      return `Give ${pagesOf(event.pfn, event.order)} to ${scene.nameOf(event.handle)}`
    case 'try-merge':
      return `Buddy of ${event.pfn} is ${event.buddy}: ${mergeNote(scene, event)}`
    case 'merge':
      return `Merge into ${range(event.pfn, 2 ** event.order)}, order ${event.order}`
    case 'fail':
      return scene.machine.hasSlowPath ? 'The request fails' : 'The request fails; nothing changes'
    default:
      return `${scene.words?.stepText(scene, event) ?? event.kind}${inZone(scene.machine, event.zone)}`
  }
}

/** The sentence shown while the machine stands behind this small step. */
export function explainSmallStep(scene: Scene, event: BuddyEvent): Explanation {
  const fact = `${smallStepText(scene, event)}.`
  const focus = 'pfn' in event ? [{ zone: event.zone, pfn: event.pfn, order: event.order }] : []
  switch (event.kind) {
    case 'choose':
      return explanation({ fact, why: whyChoose(scene, event) })
    case 'take':
      return explanation({ fact, focus, why: whyTake(scene, event) })
    case 'split':
      return explanation({
        fact,
        why: 'The block is larger than what is still needed, so it is halved.',
        focus,
      })
    case 'put':
      return explanation({ fact, focus, why: whyPut(scene, event) })
    case 'give':
      return explanation({
        fact,
        focus,
        why: 'The block is off all lists and belongs to its holder.',
      })
    case 'merge':
      return explanation({
        fact,
        why: `Two free buddies of order ${event.order - 1} make one block of order ${event.order}, which begins where the lower one did.`,
        focus,
      })
    case 'try-merge':
      return explanation({
        fact,
        why: whyTryMerge(scene, event),
        arithmetic: buddyArithmetic(
          event.pfn,
          event.order,
          buddyHolder(scene, event.zone, event.buddy, event.order),
        ),
        ties:
          event.ok || event.why === 'outside'
            ? []
            : [refusedTie(event, scene.obstacles.get(event) ?? null)],
        focus,
      })
    case 'fail':
      return explanation({ fact, why: 'No list that may serve the request has a block.' })
    default:
      return explanation({ fact, why: scene.words?.whyStep(event) ?? '', focus })
  }
}

/** `free, they merge`, `held by D`, `not in this zone`, `free only in parts`. */
export function mergeNote(scene: Scene, event: EventOf<'try-merge'>): string {
  if (event.ok) return 'free, they merge'
  if (event.why === 'outside') return 'not in this zone'
  if (event.why === 'split') return 'free only in parts'
  const obstacle = scene.obstacles.get(event)
  if (obstacle?.name === 'in use') return 'in use'
  if (scene.op === 'free' && obstacle?.name === scene.name)
    return `held by ${scene.name} itself, not freed yet`
  return `held by ${obstacle?.name ?? 'somebody'}`
}

function listBefore(scene: Scene, zone: number, order: Order): ListHead {
  return scene.before[zone]?.[order] ?? { count: 0, pfns: [] }
}

function lists(from: Order, to: Order): string {
  return from === to ? `List ${from}` : `Lists ${from} to ${to}`
}

function chooseText(scene: Scene, { zone, order, found }: EventOf<'choose'>): string {
  const { maxOrder } = scene.machine
  const { adjacent } = requestShape(scene.machine, scene.pages)
  if (adjacent > 1) {
    if (found < 0) return `No ${adjacent} adjacent blocks of order ${order} are free`
    const first = scene.events.find((event) => event.kind === 'take')
    return `${adjacent} adjacent blocks are free from page ${first?.pfn ?? 0} on`
  }
  if (found < 0) return `${lists(order, maxOrder)} ${order === maxOrder ? 'holds' : 'hold'} nothing`
  const list = listBefore(scene, zone, found)
  const skipped =
    found > order
      ? `${lists(order, found - 1)} ${order === found - 1 ? 'is' : 'are'} empty; list ${found} has `
      : `List ${found} has `
  if (list.count > list.pfns.length) return `${skipped}${formatCount(list.count)} blocks`
  return `${skipped}${listHolds(list, found)}`
}

function whyChoose(scene: Scene, { order, found }: EventOf<'choose'>): string {
  if (requestShape(scene.machine, scene.pages).adjacent > 1)
    return found < 0
      ? 'The request is larger than any block, so it needs a run of the largest ones.'
      : 'The request is larger than any block; of all runs that hold it the lowest is taken.'
  if (found < 0) return `Nothing of order ${order} or larger is free here.`
  return found === order
    ? `Order ${order} is what the request needs, so its list is asked first.`
    : `The smallest block that is large enough has order ${found}; it will be split.`
}

function takeText(scene: Scene, { zone, pfn, order }: EventOf<'take'>): string {
  const isOnly = listBefore(scene, zone, order).count === 1
  const isRun = requestShape(scene.machine, scene.pages).adjacent > 1
  const block = order === 0 ? `page ${pfn}` : `the block at ${pfn}, order ${order}`
  if (isOnly || isRun) return `Take ${block}`
  return scene.machine.config.placement === 'lowest'
    ? `Take the lowest address: ${block}`
    : `Take the head: ${block}`
}

function whyTake(scene: Scene, { zone, order }: EventOf<'take'>): string {
  if (requestShape(scene.machine, scene.pages).adjacent > 1) return 'It is part of the run.'
  if (listBefore(scene, zone, order).count === 1) return `It is the only block on list ${order}.`
  return scene.machine.config.placement === 'lowest'
    ? `Placement is lowest: of all blocks on list ${order} the lowest address is taken.`
    : `Placement is lifo: the head of list ${order} is taken, as Linux does.`
}

function whyPut(scene: Scene, { order, end }: EventOf<'put'>): string {
  if (end === 'tail') return 'A larger merge is likely soon, so the block is kept back at the tail.'
  if (scene.op === 'free')
    return order === scene.machine.maxOrder
      ? `Order ${order} is the largest there is: nothing to merge with.`
      : scene.machine.config.placement === 'lifo'
        ? 'No further merge is possible now. Freed last, it will be taken first.'
        : 'No further merge is possible now.'
  return scene.machine.config.placement === 'lifo'
    ? 'Nobody asked for this half. Under lifo what comes last onto a list is taken first.'
    : 'Nobody asked for this half. Under lowest its place in the list does not matter.'
}

function whyTryMerge(scene: Scene, event: EventOf<'try-merge'>): string {
  const sum = `${event.pfn} XOR ${2 ** event.order} = ${event.buddy}`
  if (event.ok)
    return `The buddy of ${event.pfn} at order ${event.order} is ${sum}, and it is free.`
  return `The buddy of ${event.pfn} at order ${event.order} is ${sum}: ${mergeNote(scene, event)}, so they stay apart.`
}
