import { expect, test } from 'vitest'
import type { Report } from '../../core/kernel-text/reading.ts'
import { eraOf, headOf } from './words.ts'

const report = (over: Partial<Report>) =>
  ({
    kind: 'allocfail',
    task: 'swapper',
    order: 1,
    mode: '0x4020',
    flags: ['x'],
    era: null,
    constraint: null,
    stalledMs: null,
    cgroup: null,
    ...over,
  }) as Report

test('who asked for what', () => {
  expect(headOf(report({}), 4096)).toBe(
    'swapper asked for order 1, 8 KiB in one piece, and got nothing',
  )
  expect(headOf(report({ kind: 'oom', task: null, order: 0 }), 4096)).toBe(
    'A task asked for order 0, 4 KiB in one piece, and the OOM killer was called',
  )
  expect(headOf(report({ kind: null, order: null }), 4096)).toBe('Mem-Info without the request')
  expect(headOf(report({ stalledMs: 10_884 }), 4096)).toBe(
    'swapper asked for order 1, 8 KiB in one piece, and still waited after 10.9 s',
  )
  const cgroup = { usageKB: 1024, limitKB: 1024 }
  expect(headOf(report({ kind: 'oom', order: 0, cgroup }), 4096)).toBe(
    'swapper met the limit of its cgroup, and the OOM killer was called',
  )
})

test('flags that are only a number say how they were told', () => {
  const era = { kernels: '2.6.32 to 4.3', from: 'the form of the line', isGuess: true }
  expect(eraOf(report({ era }))).toBe('the form of the line, flags as in 2.6.32 to 4.3: a guess')
  expect(eraOf(report({ flags: [] }))).toBe('flags are not decoded')
})
