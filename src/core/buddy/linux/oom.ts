// The out-of-memory killer: the name that holds most movable memory loses all of it, the older one
// where two hold as much. Stands for out_of_memory and oom_badness (mm/oom_kill.c), where a name is
// a process: what it holds is its resident memory.

import type { Pages } from '../../units.ts'
import { heldAt, heldPages, type Machine } from '../machine.ts'
import { MOBILITIES } from '../migratetype.ts'
import { takeBack } from './reclaim.ts'

/** Kills one; false where nobody holds movable memory. */
export function killOne(machine: Machine): boolean {
  if (machine.mostMovable === 0) return false
  let victim = 0
  let most: Pages = 0
  const latest = machine.state.words[machine.latest] as number
  for (let handle = 1; handle <= latest; handle++) {
    const isProcess = MOBILITIES[machine.mobility[handle] as number] === 'movable'
    if (!isProcess || heldAt(machine, handle) < 0) continue
    const pages = heldPages(machine, handle)
    if (pages <= most) continue
    victim = handle
    most = pages
    // Nobody has ever asked for more, and older names come first.
    if (most === machine.mostMovable) break
  }
  if (victim > 0) takeBack(machine, victim, 'oom-kill')
  return victim > 0
}
