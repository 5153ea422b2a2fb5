// Measuring on a noisy machine: CPU time of this process, pairs run in turn, the median of ratios.

/** CPU milliseconds that `work` takes. */
export function cpuTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5)
}

/** The smallest number that at least the share `q` of them do not exceed. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * q) - 1)] ?? Number.NaN
}

/** Median over `pairs` interleaved runs of how much longer `a` takes than `b`; each gives its own time. */
export function ratio(pairs: number, a: () => number, b: () => number): number {
  a()
  b()
  return median(Array.from({ length: pairs }, (_, i) => (i % 2 ? a() / b() : 1 / (b() / a()))))
}
