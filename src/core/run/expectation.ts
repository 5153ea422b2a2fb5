// `expect`: what a script says must hold, held against what does.

import { blocksOf, freeCounts, heldAt, type Machine } from '../buddy/machine.ts'
import type { UnrolledExpect } from '../script/unrolled.ts'
import type { Step } from '../units.ts'
import type { ExpectationResult } from './summary.ts'

export interface LastAction {
  readonly step: Step
  readonly ok: boolean
}

export function checkExpectation(
  expect: UnrolledExpect,
  machine: Machine,
  last: LastAction | null,
  step: Step,
): ExpectationResult {
  const { expected, found } = compare(expect, machine, last)
  const { line, column } = expect
  return { line, column, step, ok: expected === found, expected, found }
}

/** `expected fail, found ok at pfn 4`. */
export function failedExpectationText({ expected, found }: ExpectationResult): string {
  return `expected ${expected}, found ${found}`
}

function compare(
  expect: UnrolledExpect,
  machine: Machine,
  last: LastAction | null,
): { expected: string; found: string } {
  switch (expect.what) {
    case 'outcome': {
      const expected = expect.ok ? 'ok' : 'fail'
      if (last === null) return { expected, found: 'no action yet' }
      if (last.ok === expect.ok) return { expected, found: expected }
      const pfn = heldAt(machine, last.step)
      return { expected, found: last.ok ? (pfn < 0 ? 'ok' : `ok at pfn ${pfn}`) : 'fail' }
    }
    case 'at': {
      const blocks = last ? blocksOf(machine, last.step) : []
      return {
        expected: `at ${expect.pfns.join(' ')}`,
        found: blocks.length > 0 ? `at ${blocks.map(({ pfn }) => pfn).join(' ')}` : 'no block',
      }
    }
    case 'free': {
      const zone = machine.zones[expect.zone]
      const found = zone ? freeCounts(machine, zone) : []
      const expected = found.map((_, order) => expect.counts[order] ?? 0)
      return { expected: `free ${expected.join(' ')}`, found: `free ${found.join(' ')}` }
    }
  }
}
