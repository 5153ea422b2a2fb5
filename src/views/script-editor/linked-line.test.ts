import { describe, expect, test } from 'vitest'
import { BLOCK_HELD, type Frame } from '../../core/buddy/frame.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { lineOfName, linkedLine, ownerOf } from './linked-line.ts'

const frame = {
  blockPfn: Int32Array.of(0, 2, 3, 4),
  blockOrder: Uint8Array.of(1, 0, 0, 2),
  blockState: Uint8Array.of(BLOCK_HELD, BLOCK_HELD, 0, BLOCK_HELD),
  blockOwner: Int32Array.of(0, 1, -1, 2),
  zoneBlocks: Int32Array.of(0, 4),
} as unknown as Frame

describe('a block leads to its line', () => {
  test('through its owner', () => {
    expect(ownerOf(frame, { zone: 0, pfn: 2, order: 0 })).toBe(1)
    expect(ownerOf(frame, { zone: 0, pfn: 3, order: 0 })).toBe(-1)
    expect(ownerOf(frame, { zone: 0, pfn: 2, order: 1 })).toBe(-1)
    expect(ownerOf(frame, { zone: 0, pfn: 9, order: 0 })).toBe(-1)
  })

  test('that asked for it last', () => {
    const actions = [
      { owner: 1, op: 'alloc', line: 3 },
      { owner: 1, op: 'free', line: 4 },
      { owner: 1, op: 'alloc', line: 5 },
      { owner: 1, op: 'alloc', line: 9 },
    ]
    const view = { frame, position: { step: 3, small: null }, names: new Map() }
    const line = linkedLine(
      { actions } as unknown as RunSummary,
      view as unknown as StepView,
      { zone: 0, pfn: 2, order: 0 },
      () => [],
    )
    expect(line).toBe(5)
  })

  test('by its name alone where a run is too long to be listed', () => {
    const lines = ['memory 64G', 'for i in 1..9', '  alloc w{i} 64K', 'end', 'alloc w.x 4K']
    expect(lineOfName('w1841', lines)).toBe(3)
    expect(lineOfName('w.x', lines)).toBe(5)
    expect(lineOfName('wax', lines)).toBeNull()
  })
})
