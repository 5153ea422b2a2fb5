// A free, in words: block by block, what merged and what stood in the way.

import type { BuddyEvent } from '../buddy/event.ts'
import { isFreeBlock } from '../buddy/free-area.ts'
import type { Explanation } from './explanation.ts'
import {
  buddyArithmetic,
  capitalise,
  countBlocks,
  countPages,
  inZone,
  pagesOf,
  range,
} from './phrase.ts'
import { buddyHolder, type Scene, soleHolderOf } from './scene.ts'
import { explanation, FOCUS, refusedTie } from './shape.ts'
import { mergeNote } from './small-step.ts'

type EventOf<K extends BuddyEvent['kind']> = Extract<BuddyEvent, { kind: K }>

/** What became of one freed block. */
export interface FreedBlock {
  readonly merges: readonly EventOf<'try-merge'>[]
  readonly refusal: EventOf<'try-merge'> | null
  readonly put: EventOf<'put'>
}

/** The small steps of a free, block by block. */
export function freedBlocks(events: readonly BuddyEvent[]): FreedBlock[] {
  const blocks: FreedBlock[] = []
  let merges: EventOf<'try-merge'>[] = []
  let refusal: EventOf<'try-merge'> | null = null
  for (const event of events) {
    if (event.kind === 'try-merge') {
      if (event.ok) merges.push(event)
      else refusal = event
    } else if (event.kind === 'put') {
      blocks.push({ merges, refusal, put: event })
      merges = []
      refusal = null
    }
  }
  return blocks
}

export function explainFree(scene: Scene): Explanation {
  const { machine, name, events } = scene
  const blocks = freedBlocks(events)
  const first = blocks[0]
  if (!first)
    return explanation({
      fact: `${name} holds nothing.`,
      why: 'Its last request failed, or the memory was taken back, so there is nothing to free.',
    })
  const given =
    scene.blocks.length === 1 ? pagesOf(firstPfn(first), firstOrder(first)) : countPages(scene.held)
  // A block of the same name that came later may have taken an earlier one in.
  const left = blocks.filter(({ put }) => isStillThere(scene, put))
  const refused = left.flatMap((block) => (block.refusal ? [block.refusal] : []))
  const shown = refused.at(-1) ?? blocks.flatMap((block) => block.merges).at(-1)
  return explanation({
    fact: `${name} gives ${given} back${inZone(machine, first.put.zone)}.`,
    why: fates(scene, blocks),
    follows: whatFollows(scene, refused),
    arithmetic: shown
      ? buddyArithmetic(
          shown.pfn,
          shown.order,
          buddyHolder(scene, shown.zone, shown.buddy, shown.order),
        )
      : null,
    ties: refused
      .filter((event) => event.why !== 'outside')
      .slice(0, 8)
      .map((event) => refusedTie(event, scene.obstacles.get(event) ?? null)),
    focus: left
      .slice(0, FOCUS)
      .map(({ put }) => ({ zone: put.zone, pfn: put.pfn, order: put.order })),
  })
}

function fates(scene: Scene, blocks: readonly FreedBlock[]): string {
  const areLargest = blocks.every(({ merges, refusal }) => merges.length === 0 && !refusal)
  if (areLargest && blocks.length > 1)
    return 'All of them have the largest order already: nothing to merge with.'
  if (blocks.length <= 3)
    return blocks.map((block) => fate(scene, block, blocks.length > 1)).join(' ')
  return `${capitalise(countBlocks(scene.blocks.length))}, of which ${mergedCount(blocks) || 'none'} merged with a free buddy.`
}

function fate(scene: Scene, block: FreedBlock, isNamed: boolean): string {
  const { merges, refusal, put } = block
  const subject = isNamed ? capitalise(pagesOf(firstPfn(block), firstOrder(block))) : 'It'
  const areMany = isNamed && firstOrder(block) > 0
  if (merges.length > 0) {
    const last = merges.at(-1) as EventOf<'try-merge'>
    const times =
      merges.length === 1
        ? `${areMany ? 'their' : 'its'} buddy ${last.buddy}`
        : `${merges.length} free buddies in turn`
    const then = refusal
      ? ` There it ends: buddy ${refusal.buddy} is ${mergeNote(scene, refusal)}.`
      : ''
    return `${subject} ${areMany ? 'merge' : 'merges'} with ${times} into ${range(put.pfn, 2 ** put.order)}, order ${put.order}.${then}`
  }
  if (refusal)
    return `${isNamed ? `${subject}: the` : 'Its'} buddy at order ${refusal.order} is ${refusal.pfn} XOR ${2 ** refusal.order} = ${refusal.buddy}, ${mergeNote(scene, refusal)}: no merge.`
  return `${subject} ${areMany ? 'have' : 'has'} the largest order already: nothing to merge with.`
}

function whatFollows(scene: Scene, refused: readonly EventOf<'try-merge'>[]): string {
  const event = refused.at(-1)
  if (event?.why !== 'held') return ''
  const holder = soleHolderOf(scene, event.zone, event.buddy, event.order)
  if (holder === '') return ''
  return `${capitalise(pagesOf(event.pfn, event.order))} can merge as soon as ${holder} is freed.`
}

function isStillThere({ machine }: Scene, put: EventOf<'put'>): boolean {
  const zone = machine.zones[put.zone]
  return zone !== undefined && isFreeBlock(machine.state, zone, put.pfn, put.order)
}

function mergedCount(blocks: readonly FreedBlock[]): number {
  return blocks.filter((block) => block.merges.length > 0).length
}

function firstPfn({ merges, refusal, put }: FreedBlock): number {
  return merges[0]?.pfn ?? refusal?.pfn ?? put.pfn
}

function firstOrder({ merges, refusal, put }: FreedBlock): number {
  return merges[0]?.order ?? refusal?.order ?? put.order
}
