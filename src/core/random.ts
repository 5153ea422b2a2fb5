// Numbers that look random and are the same everywhere: for the tests' and the benchmarks' runs.

/** A number from 0 up to 1 at every call, the same ones for a seed that is not 0 (xorshift32). */
export function chance(seed: number): () => number {
  let x = seed
  return () => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) / 2 ** 32
  }
}
