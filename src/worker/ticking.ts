// What a worker's session asks of its surroundings, as tests want it.

/** A pause, and a clock that moves on by `tick` ms a look, so that slices end where a test wants. */
export function ticking(tick: number): [pause: () => Promise<void>, now: () => number] {
  let time = 0
  return [
    () => new Promise((resolve) => setTimeout(resolve, 0)),
    () => {
      time += tick
      return time
    },
  ]
}
