import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatIndex } from './format-index.ts'
import { fragmentationIndex } from './fragmentation-index.ts'
import { unusableIndex } from './unusable-index.ts'

const ORDERS = Array.from({ length: 11 }, (_, order) => order)

function fragmentation(counts: readonly number[]): string[] {
  return ORDERS.map((order) => formatIndex(fragmentationIndex(counts, order)))
}

function unusable(counts: readonly number[]): string[] {
  return ORDERS.map((order) => formatIndex(unusableIndex(counts, order)))
}

const served = (count: number) => new Array<string>(count).fill('-1.000')

describe('zones that a kernel printed', () => {
  it('live Normal: order 10 alone would fail', () => {
    const counts = [2904, 1195, 499, 958, 310, 104, 21, 14, 3, 1, 0]
    expect(fragmentation(counts)).toEqual([...served(10), '0.996'])
    expect(unusable(counts)).toEqual(
      '0.000 0.104 0.191 0.263 0.540 0.720 0.840 0.888 0.953 0.981 1.000'.split(' '),
    )
  })

  it('live DMA: large blocks hold nearly all', () => {
    const counts = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 3]
    expect(fragmentation(counts)).toEqual(served(11))
    expect(unusable(counts).slice(8)).toEqual(['0.000', '0.066', '0.200'])
  })

  it.each([
    ['N0 Normal', [26930, 4168, 2670, 1796, 1021, 456, 123, 11, 1, 0, 0], ['0.995', '0.998']],
    ['N1 Normal', [37472, 9367, 8650, 5344, 3117, 1471, 515, 147, 20, 0, 0], ['0.992', '0.996']],
    [
      'N0 DMA32',
      [386, 1282, 7088, 3123, 305, 36, 8, 0, 0, 0, 0],
      ['0.960', '0.980', '0.990', '0.995'],
    ],
  ])('%s of the article', (_, counts, failing) => {
    expect(fragmentation(counts)).toEqual([...served(11 - failing.length), ...failing])
  })

  it('N0 Normal of the article: what each order cannot use', () => {
    const counts = [26930, 4168, 2670, 1796, 1021, 456, 123, 11, 1, 0, 0]
    expect(unusable(counts)).toEqual(
      '0.000 0.267 0.349 0.455 0.598 0.760 0.905 0.983 0.997 1.000 1.000'.split(' '),
    )
  })
})

describe('the edges', () => {
  it.each([
    [2, [0, 250]],
    [1, [-500, -250]],
  ])('%i blocks of order 8 and nothing else', (blocks, [nine, ten]) => {
    const counts = [0, 0, 0, 0, 0, 0, 0, 0, blocks, 0, 0]
    expect(fragmentationIndex(counts, 9)).toBe(nine)
    expect(fragmentationIndex(counts, 10)).toBe(ten)
  })

  it('nothing free: index 0, and all of nothing is unusable', () => {
    expect(fragmentationIndex([0, 0], 1)).toBe(0)
    expect(unusableIndex([0, 0], 1)).toBe(1000)
  })

  it('an order above the largest: index 0, nothing is usable', () => {
    expect(fragmentationIndex([3, 2], 2)).toBe(0)
    expect(unusableIndex([3, 2], 2)).toBe(1000)
    expect(fragmentationIndex([], 0)).toBe(0)
    expect(unusableIndex([], 0)).toBe(1000)
  })

  it('A to F in 32K, at the failure: 0.000 and 1.000', () => {
    expect(formatIndex(fragmentationIndex([2, 0], 1))).toBe('0.000')
    expect(formatIndex(unusableIndex([2, 0], 1))).toBe('1.000')
  })

  it('A to F in 32K, with one page free: the index is below 0', () => {
    expect(formatIndex(fragmentationIndex([1, 0], 1))).toBe('-0.500')
  })

  it('reads typed arrays as well', () => {
    expect(unusableIndex(Int32Array.of(1, 2), 1)).toBe(200)
  })
})

describe('exact whatever the counts are', () => {
  /** The formulas as they are written, in big integers. */
  function exact(counts: readonly number[], order: number): [number, number] {
    const k = BigInt(order)
    const at = counts.map((count, i) => [BigInt(count), BigInt(i)] as const)
    const F = at.reduce((sum, [count, i]) => sum + count * 2n ** i, 0n)
    const B = at.reduce((sum, [count]) => sum + count, 0n)
    const S = at.reduce((sum, [count, i]) => (i >= k ? sum + count * 2n ** (i - k) : sum), 0n)
    const fragmentation =
      B === 0n || order >= counts.length
        ? 0n
        : S > 0n
          ? -1000n
          : 1000n - (1000n + (F * 1000n) / 2n ** k) / B
    const unusable = F === 0n ? 1000n : ((F - S * 2n ** k) * 1000n) / F
    return [Number(fragmentation), Number(unusable)]
  }

  const count = fc.oneof(
    fc.nat({ max: 5 }),
    fc.nat(),
    fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  )

  it('equals the formulas in big integers', () => {
    fc.assert(
      fc.property(fc.array(count, { maxLength: 16 }), fc.nat({ max: 16 }), (counts, order) => {
        expect([fragmentationIndex(counts, order), unusableIndex(counts, order)]).toEqual(
          exact(counts, order),
        )
      }),
      { numRuns: 2000 },
    )
  })

  it('small blocks alone, near and past 2^53 pages', () => {
    for (const blocks of [2 ** 43, 2 ** 53 - 1])
      for (const order of [1, 9, 15]) {
        const counts = [blocks, ...new Array<number>(15).fill(0)]
        expect(fragmentationIndex(counts, order)).toBe(exact(counts, order)[0])
        expect(unusableIndex(counts, order)).toBe(1000)
      }
  })
})

describe('formatIndex', () => {
  it.each([
    [0, '0.000'],
    [996, '0.996'],
    [1000, '1.000'],
    [-1000, '-1.000'],
    [-500, '-0.500'],
    [-7, '-0.007'],
    [-1, '-0.001'],
    [-1500, '-1.500'],
  ])('%i thousandths', (thousandths, text) => {
    expect(formatIndex(thousandths)).toBe(text)
  })
})
