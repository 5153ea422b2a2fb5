// An action in a few words: for the margin of its line, the timeline and the history.

import { shortBytes } from '../units.ts'
import { freedBlocks } from './free.ts'
import { enumerate, pageRange, range } from './phrase.ts'
import { listBefore, type Scene } from './scene.ts'

/** `A 8K`, `free B`. */
export function labelOf(scene: Pick<Scene, 'op' | 'name' | 'pages' | 'machine'>): string {
  if (scene.op === 'free') return `free ${scene.name}`
  if (scene.op !== 'alloc') return scene.op
  return `${scene.name} ${shortBytes(scene.pages * scene.machine.config.pageSize)}`
}

/** `pages 0–1`, `no merge`, `6+7 merge`, `fails`. */
export function marginOf(scene: Scene): string {
  const linux = scene.words?.margin(scene) ?? null
  if (linux !== null) return linux
  if (scene.failure) return 'fails'
  if (scene.op === 'free') {
    const blocks = freedBlocks(scene.events)
    const merges = blocks.flatMap((block) => block.merges)
    const [first] = merges
    if (blocks.length === 0) return 'nothing held'
    if (!first) return 'no merge'
    if (merges.length > 1)
      return `merges to order ${Math.max(...blocks.map((block) => block.put.order))}`
    return `${enumerate([first.pfn, first.buddy].sort((a, b) => a - b).map(String)).replace(' and ', '+')} merge`
  }
  const [first] = scene.blocks
  if (!first) return ''
  return pageRange(first.pfn, scene.held)
}

/** `order 1 at 4, splits 6–7`, `lowest of 7, 3`, `no merge: D has 3`, `6 and 7 merge`. */
export function briefOf(scene: Scene): string {
  const linux = scene.words?.brief(scene) ?? null
  if (linux !== null) return linux
  if (scene.failure) return failureBrief(scene)
  if (scene.op === 'free') return freeBrief(scene)
  if (scene.op === 'alloc') return allocBrief(scene)
  return 'nothing to do'
}

function allocBrief(scene: Scene): string {
  const [give] = scene.blocks
  const split = scene.events.find((event) => event.kind === 'split')
  const choose = scene.events.findLast((event) => event.kind === 'choose')
  if (!give) return ''
  const at = give.order > 0 ? [`order ${give.order} at ${give.pfn}`] : []
  if (split) return [...at, `splits ${range(split.pfn, 2 ** split.order)}`].join(', ')
  const list = choose && listBefore(scene, choose.zone, choose.found, choose.type)
  const takes = scene.events.filter((event) => event.kind === 'take').length
  const isChoice = takes === 1 && list && list.count > 1 && list.count <= 3
  if (!isChoice) return `order ${give.order} at ${give.pfn}`
  const rule = scene.machine.config.placement === 'lowest' ? 'lowest' : 'head'
  return `${rule} of ${list.pfns.join(', ')}`
}

function freeBrief(scene: Scene): string {
  const blocks = freedBlocks(scene.events)
  const merged = blocks.filter((block) => block.merges.length > 0)
  const [first] = merged
  if (blocks.length === 0) return 'held nothing'
  if (first && merged.length === 1 && first.merges.length === 1) {
    const merge = first.merges[0]
    const pair = [merge?.pfn ?? 0, merge?.buddy ?? 0].sort((a, b) => a - b)
    return `${pair.join(' and ')} merge`
  }
  if (first) return `merges to order ${Math.max(...merged.map((block) => block.put.order))}`
  const refusal = blocks.at(-1)?.refusal
  if (!refusal) return 'no merge: largest order'
  const obstacle = scene.obstacles.get(refusal)
  if (!obstacle) return 'no merge'
  return obstacle.name === 'in use'
    ? `no merge: ${obstacle.pfn} in use`
    : `no merge: ${obstacle.name} has ${obstacle.pfn}`
}

function failureBrief(scene: Scene): string {
  const { failure } = scene
  switch (failure?.reason) {
    case 'too-large':
      return 'fails: too large'
    case 'exhausted':
      return `fails: ${failure.freePages} free`
    case 'fragmentation': {
      const lists = scene.zonelist.flatMap((zone) => scene.before[zone.index] ?? [])
      const free = lists.flatMap((list) => list.pfns)
      const count = lists.reduce((sum, list) => sum + list.count, 0)
      if (failure.adjacent > 1) return 'fails: not in one run'
      if (count > 3) return 'fails: free, but not together'
      const pfns = [...free].sort((a, b) => a - b).map(String)
      return `fails: ${enumerate(pfns)} ${count === 1 ? 'is not enough' : 'are not together'}`
    }
    default:
      return `fails: ${failure?.reason ?? ''}`
  }
}
