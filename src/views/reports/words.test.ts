import { expect, test } from 'vitest'
import type { Report } from '../../core/kernel-text/reading.ts'
import { eraOf, headOf, pillOf } from './words.ts'

const report = (over: Partial<Report>) =>
  ({
    kind: 'allocfail',
    task: 'swapper',
    order: 1,
    mode: '0x4020',
    flags: ['x'],
    era: null,
    constraint: null,
    killed: null,
    panic: null,
    isAskedFor: false,
    zones: [],
    watermarks: [],
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

const JAVA = { task: 'java', pid: 4242, anonRssKB: 1024 }

test('an order below 0 is no size: the kill was ordered by hand', () => {
  expect(headOf(report({ kind: 'oom', order: -1, killed: JAVA }), 4096)).toBe(
    'An OOM kill was ordered by hand (SysRq f; order −1): java was killed',
  )
  expect(headOf(report({ kind: 'oom', order: -1 }), 4096)).toBe(
    'An OOM kill was ordered by hand (SysRq f; order −1)',
  )
})

test('an OOM says how it ended, as far as it is told', () => {
  const end = (panic: Report['panic']) =>
    headOf(report({ kind: 'oom', order: 0, panic }), 4096).replace(/^.*one piece, /, '')
  expect(end(null)).toBe('and the OOM killer was called')
  expect(end('panic_on_oom')).toBe(
    'and the OOM killer was called: the kernel panicked (panic_on_oom)',
  )
  expect(end('nothing to kill')).toBe(
    'and the OOM killer was called: no process could be killed, and the kernel panicked',
  )
})

test('a kill without its report, and memory shown by hand', () => {
  const lone = { kind: 'oom', order: null, mode: null, killed: JAVA } as const
  expect(headOf(report(lone), 4096)).toBe('java was killed; what was asked for is not in the text')
  expect(headOf(report({ kind: null, order: null, isAskedFor: true }), 4096)).toBe(
    'Memory shown by hand (SysRq m), nothing failed',
  )
})

test('the pill says kill only where somebody was killed', () => {
  const word = (over: Partial<Report>) => pillOf(report({ kind: 'oom', order: 0, ...over })).word
  expect(word({ killed: JAVA })).toBe('OOM kill')
  expect(word({})).toBe('OOM')
  expect(word({ panic: 'panic_on_oom' })).toBe('OOM panic')
  expect(word({ panic: 'nothing to kill' })).toBe('OOM panic')
  expect(word({ panic: 'nothing to kill', order: -1 })).toBe('OOM')
  expect(word({ constraint: 'CONSTRAINT_MEMCG' })).toBe('OOM kill')
  expect(pillOf(report({ kind: null }))).toEqual({ tone: 'info', word: 'Mem-Info' })
})
