// An explanation from the parts that a case has; ties between buddies.

import type { MergeRefusal } from '../buddy/event.ts'
import type { Order, Pfn } from '../units.ts'
import type { Explanation, Tie } from './explanation.ts'
import type { Obstacle } from './scene.ts'

/** Most blocks that one explanation points at: more are no longer a hint. */
export const FOCUS = 64

type Parts = Partial<Explanation> & Pick<Explanation, 'fact' | 'why'>

export function explanation(parts: Parts): Explanation {
  return {
    follows: '',
    log: null,
    arithmetic: null,
    ties: [],
    question: null,
    verdicts: [],
    focus: [],
    ...parts,
  }
}

/** `no merge: D has 3`, between a block and its buddy; `obstacle` null: the buddy is free in parts. */
export function refusedTie(
  {
    zone,
    pfn,
    order,
    buddy,
    why: refusal,
  }: { zone: number; pfn: Pfn; order: Order; buddy: Pfn; why?: 'free' | MergeRefusal },
  obstacle: Obstacle | null,
): Tie {
  const why = !obstacle
    ? refusal === 'type'
      ? 'another type'
      : refusal === 'pcp'
        ? 'on a per-CPU list'
        : 'free only in parts'
    : obstacle.name === 'in use'
      ? `${obstacle.pfn} is in use`
      : `${obstacle.name} has ${obstacle.pfn}`
  return { zone, pfn: Math.min(pfn, buddy), order, ok: false, text: `no merge: ${why}` }
}
