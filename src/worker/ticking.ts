// What a worker's session asks of its surroundings, as tests want it.

import { Slices } from './slices.ts'

/** Its clock moves on by `tick` ms a look, so that slices end where a test wants. */
export function ticking(tick: number): Slices {
  let time = 0
  const now = () => {
    time += tick
    return time
  }
  return new Slices(() => new Promise((resolve) => setTimeout(resolve, 0)), now)
}
