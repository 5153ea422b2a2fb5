// What a report tells of its kernel and of its request where the usual lines are missing or cannot be read.

import { describe, expect, it } from 'vitest'
import type { GfpEra, Report } from '../kernel-text/reading.ts'
import { kernelOf } from './known-kernel.ts'
import { requestOf } from './request.ts'

const report = (told: Partial<Report>) =>
  ({
    kind: 'allocfail',
    task: 'test',
    order: 2,
    flags: [],
    era: null,
    release: null,
    since: null,
    caller: null,
    ...told,
  }) as Report
const NAMES: GfpEra = { kernels: null, from: '', isGuess: false }
const GUESS: GfpEra = { kernels: '2.6.32 to 4.3', from: '', isGuess: true }
const versionText = (told: Partial<Report>) => {
  const kernel = kernelOf(report(told))
  return kernel && `${kernel.major}.${kernel.minor}`
}

describe('the kernel whose rules judged', () => {
  it.each([
    ['its release, whatever else dates it', { release: '5.14.0-570.el9', since: '6.14' }, '5.14'],
    ['names: 4.6 at least', { era: NAMES }, '4.6'],
    ['what is printed beside them, where that is later', { era: NAMES, since: '6.14' }, '6.14'],
    ['the later of both', { era: NAMES, since: '3.9' }, '4.6'],
    ['what is printed beside a guess', { era: GUESS, since: '5.0' }, '5.0'],
    ['nothing: at least 3.9 may be 4.4 as well', { era: GUESS, since: '3.9' }, null],
    ['nothing', {}, null],
  ] as const)('%s', (_, told, version) => {
    expect(versionText(told)).toBe(version)
  })
})

describe('whether a request may wait', () => {
  it.each([
    ['told', ['GFP_KERNEL', '__GFP_COMP'], true],
    ['told not to', ['GFP_ATOMIC', '__GFP_COMP'], false],
    ['none of its flags is one to wait by', ['__GFP_HIGH', '__GFP_NOWARN'], false],
    ['bits of a kernel to come', ['GFP_NOWAIT', '__GFP_NO_OBJ_EXT', '0x4000000'], false],
    ['names without their underscores', ['GFP_ATOMIC', 'GFP_COMP'], false],
    ['names that cannot be read', ['GFPKERNEL', 'GFPCOMP'], null],
    ['one that cannot be read may be it', ['GFPKERNEL', '__GFP_COMP'], null],
    ['one is told, whatever the other is', ['GFP_KERNEL', 'GFPCOMP'], true],
    ['no flags', [], null],
  ])('%s', (_, flags, canWait) => {
    expect(requestOf(report({ flags }))?.canWait).toBe(canWait)
  })
})
