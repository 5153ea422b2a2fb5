// One position of a run in words: the start, an action, or one small step of it.

import { freeCounts, freePages, type Machine } from '../buddy/machine.ts'
import { explainAlloc } from './alloc.ts'
import type { Explanation } from './explanation.ts'
import { explainFailure } from './failure.ts'
import { explainFree } from './free.ts'
import { countBlocks, countPages, enumerate, sizeOf } from './phrase.ts'
import type { Scene } from './scene.ts'
import { explanation } from './shape.ts'

/** The machine before anything was asked of it. */
export function explainStart(machine: Machine, hasActions: boolean): Explanation {
  const pages = machine.zones.reduce((sum, zone) => sum + freePages(machine, zone), 0)
  const blocks = new Array<number>(machine.maxOrder + 1).fill(0)
  for (const zone of machine.zones)
    freeCounts(machine, zone).forEach((count, order) => {
      blocks[order] = (blocks[order] ?? 0) + count
    })
  const lists = blocks
    .flatMap((count, order) => (count > 0 ? [`${countBlocks(count)} of order ${order}`] : []))
    .reverse()
  const shown = lists.length > 4 ? [...lists.slice(0, 3), 'smaller ones'] : lists
  return explanation({
    fact: `The start: ${pages === 0 ? 'nothing is' : `${countPages(pages)} ${pages === 1 ? 'is' : 'are'}`} free.`,
    why: pages === 0 ? '' : `${sizeOf(machine, pages)} in ${enumerate(shown)}.`,
    follows: hasActions
      ? 'Step forward to run the first action of the script.'
      : 'The script has no action yet: write one, such as alloc A 8K.',
  })
}

/** A whole action, after its last small step. */
export function explainAction(scene: Scene): Explanation {
  const linux = scene.words?.explainAction(scene)
  if (linux) return linux
  if (scene.failure) return explainFailure(scene, scene.failure)
  return scene.op === 'free' ? explainFree(scene) : explainAlloc(scene)
}
