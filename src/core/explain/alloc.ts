// A request that was served, in words.

import { requestShape } from '../buddy/alloc.ts'
import type { Block } from '../buddy/event.ts'
import { buddyOf } from '../units.ts'
import type { Explanation, Tie } from './explanation.ts'
import {
  areEmpty,
  buddyArithmetic,
  capitalise,
  countPages,
  enumerate,
  inZone,
  listHolds,
  pageRange,
  range,
  sizeOf,
  splitTimes,
} from './phrase.ts'
import { buddyHolder, listBefore, type Scene, soleHolderOf } from './scene.ts'
import { explanation, FOCUS } from './shape.ts'

interface Given extends Block {
  readonly zone: number
}

export function explainAlloc(scene: Scene): Explanation {
  const { machine, name, held, blocks } = scene
  const zone = scene.events.findLast((event) => event.kind === 'choose')?.zone ?? 0
  const [first] = blocks.map((block) => ({ ...block, zone }))
  if (!first) return explanation({ fact: `${name} gets nothing.`, why: '' })
  const given = pageRange(first.pfn, held)
  const isOne = blocks.length === 1
  return explanation({
    fact: `${name} gets ${given}${inZone(machine, zone)}.`,
    why: [asked(scene), passedOver(scene, zone), chosen(scene), splits(scene), rounded(scene, held)]
      .filter(Boolean)
      .join(' '),
    follows: isOne ? onceFreed(scene, first) : '',
    ...(isOne && first.order < machine.maxOrder
      ? {
          arithmetic: buddyArithmetic(
            first.pfn,
            first.order,
            buddyHolder(scene, zone, buddyOf(first.pfn, first.order), first.order),
          ),
          ties: buddyTie(scene, first),
        }
      : {}),
    focus: blocks.slice(0, FOCUS).map(({ pfn, order }) => ({ zone, pfn, order })),
  })
}

/** `It asked for 4 KiB: one page, order 0.` */
export function asked(scene: Scene): string {
  const { machine, pages } = scene
  const { order, adjacent } = requestShape(machine, pages)
  const shape = adjacent > 1 ? `${adjacent} adjacent blocks of order ${order}` : `order ${order}`
  return `It asked for ${sizeOf(machine, pages)}: ${countPages(pages)}, ${shape}.`
}

function passedOver(scene: Scene, zone: number): string {
  const skipped = scene.zonelist.slice(
    0,
    scene.zonelist.findIndex((each) => each.index === zone),
  )
  if (skipped.length === 0) return ''
  const zones = skipped.map((each) => inZone(scene.machine, each.index).replace(' in ', ''))
  return `${capitalise(enumerate(zones))} had no block that large.`
}

function chosen(scene: Scene): string {
  const choose = scene.events.findLast((event) => event.kind === 'choose')
  const takes = scene.events.filter((event) => event.kind === 'take')
  const first = takes[0]
  if (!choose || !first) return ''
  if (takes.length > 1)
    return `The lowest run of adjacent free blocks that holds all of it begins at page ${first.pfn}.`
  const list = listBefore(scene, choose.zone, choose.found, choose.type)
  if (!list) return ''
  const empty = choose.found > choose.order ? `${areEmpty(choose.order, choose.found - 1)}. ` : ''
  const holds = `Free list ${choose.found} holds ${listHolds(list, choose.found)}`
  if (list.count === 1) return `${empty}${holds}.`
  const rule =
    scene.machine.config.placement === 'lowest' ? 'the lowest address wins' : 'the head is taken'
  return `${empty}${holds}; ${rule}.`
}

function splits(scene: Scene): string {
  const split = scene.events.filter((event) => event.kind === 'split')
  const first = split[0]
  if (!first) {
    const takes = scene.events.filter((event) => event.kind === 'take').length
    return takes > 1
      ? 'They fit exactly, so nothing is split.'
      : scene.held > scene.pages
        ? 'Nothing is split.'
        : 'The block fits exactly, so nothing is split.'
  }
  const block = `${range(first.pfn, 2 ** first.order)}`
  if (split.length === 1) {
    const put = scene.events.find((event) => event.kind === 'put')
    const rest = put ? ` and ${range(put.pfn, 2 ** put.order)} stays free` : ''
    return `The block ${block} is split${rest}.`
  }
  return `The block ${block} is ${splitTimes(split.length)}; what is left over goes back to the lists.`
}

function rounded(scene: Scene, given: number): string {
  const surplus = given - scene.pages
  if (surplus <= 0) return ''
  return `A block is a power of two, so ${countPages(surplus)} more than asked for ${surplus === 1 ? 'is' : 'are'} given: internal fragmentation.`
}

function onceFreed(scene: Scene, { zone, pfn, order }: Given): string {
  const { machine, name } = scene
  if (order === machine.maxOrder)
    return `Order ${order} is the largest, so this block has nothing to merge with when ${name} is freed.`
  const buddy = buddyOf(pfn, order)
  const holder = soleHolderOf(scene, zone, buddy, order)
  if (holder === '' || holder === name) return ''
  const merges = order === 0 ? `page ${pfn} merges` : `pages ${range(pfn, 2 ** order)} merge`
  return `When ${name} is freed, ${merges} with ${order === 0 ? 'its' : 'their'} buddy, ${range(buddy, 2 ** order)}, only if ${holder} has been freed by then.`
}

function buddyTie(scene: Scene, { zone, pfn, order }: Given): Tie[] {
  const buddy = buddyOf(pfn, order)
  const at = scene.machine.zones[zone]
  if (!at || buddy < at.start || buddy + 2 ** order > at.end) return []
  const [low, high] = [Math.min(pfn, buddy), Math.max(pfn, buddy)]
  return [{ zone, pfn: low, order, ok: true, text: `${low} and ${high} are buddies` }]
}
