import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import type { Finding } from './diagnosis.ts'
import { plain } from './test-report.ts'

/** Findings of nodes with so many single pages, and as many blocks of order 4 as the last of them. */
function findingsOf(nodes: number, blocks: (node: number) => number): readonly Finding[] {
  const rows = Array.from(
    { length: nodes },
    (_, node) => `Node ${node}, zone Normal ${1000 + node} 0 0 0 ${blocks(node)} 0 0 0 0 0 0`,
  )
  return diagnose(readKernelText(rows.join('\n')), { snapshot: null, pageSize: null }).findings
}
const huge = (all: readonly Finding[]) => all.filter(({ id }) => id === 'nothing-for-huge-pages')

describe('findings of the same words', () => {
  it('of many zones are told together, each with its own numbers', () => {
    const [one, ...others] = huge(findingsOf(64, () => 100))
    expect(others).toEqual([])
    expect(one?.fact).toBe(
      '64 zones: each has nothing at orders 5 to 10: no 2 MiB huge page without compaction.',
    )
    expect(plain(one?.why)).toMatch(/^Of node 0, zone Normal: 10\.2 MiB is free \(2600 pages\)/)
    expect(one?.arithmetic).toHaveLength(64)
    expect(plain(one?.arithmetic[63])).toMatch(
      /^node 63, zone Normal: 10\.4 MiB is free \(2663 pages\)/,
    )
    expect([one?.node, one?.zone]).toEqual([null, null])
  })

  // Nothing of order 3 in the facts: their numbers differ with the zone.
  it('whose facts have other numbers are told by the first', () => {
    const all = findingsOf(6, () => 0).filter(({ id }) => id === 'fragmented-zone')
    expect(all.map(({ fact }) => plain(fact))).toEqual([
      '6 zones like this one: node 0, zone Normal has 1000 pages (3.91 MiB) free and cannot give order 1 (8 KiB).',
    ])
    expect(plain(all[0]?.arithmetic[5])).toBe(
      'Node 5, zone Normal has 1005 pages (3.93 MiB) free and cannot give order 1 (8 KiB).',
    )
  })

  it('leave the names of so many zones out of the advice', () => {
    const rows = Array.from(
      { length: 64 },
      (_, node) => `Node ${node}, zone Normal 9 9 9 9 99 0 0 0 0 0 0`,
    )
    const { next } = diagnose(readKernelText(rows.join('\n')), { snapshot: null, pageSize: null })
    expect(next.find(({ id }) => id === 'transparent-huge-pages')?.because).toBe(
      '0 blocks of order 9 or above in 64 zones',
    )
  })

  it('of a few zones, or of other words, stand for themselves', () => {
    expect(huge(findingsOf(3, () => 100))).toHaveLength(3)
    // Of the 5 nodes 2 cannot give order 1: that is another finding.
    const ids = findingsOf(5, (node) => (node < 3 ? 100 : 0)).map(({ id }) => id)
    expect(ids.filter((id) => id === 'nothing-for-huge-pages')).toHaveLength(3)
    expect(ids.filter((id) => id === 'fragmented-zone')).toHaveLength(2)
  })
})
