// `cosimulate` from outside: the folders of real kernels, and folders that are wrong.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'

const FIXTURES = 'src/core/cosimulate/fixtures'
const copies: string[] = []

function cosimulate(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run-ts.mjs', 'src/cli/main.ts', 'cosimulate', ...args],
    { encoding: 'utf8' },
  )
  return { status, stdout, stderr }
}

/** The quiet folder, to be changed. */
function copy(change: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'buddyscope-'))
  copies.push(folder)
  cpSync(join(FIXTURES, '6.1-quiet'), folder, { recursive: true })
  change(folder)
  return folder
}

afterAll(() => {
  for (const folder of copies) rmSync(folder, { recursive: true })
})

const trace = (folder: string) => join(folder, 'trace.txt.gz')
const textOf = (folder: string) => gunzipSync(readFileSync(trace(folder))).toString()

describe('cosimulate', () => {
  test('tells how many blocks were foretold', () => {
    expect(cosimulate(join(FIXTURES, '6.1-fragmenting'))).toEqual({
      status: 0,
      stdout: '5775 of 5775 blocks predicted, 46 of them through a fallback\n',
      stderr: '',
    })
  })

  test('--json prints one value', () => {
    const { status, stdout, stderr } = cosimulate('--json', join(FIXTURES, '6.1-quiet'))
    expect([status, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual({ predicted: 456, of: 456, fallbacks: 0, misses: [] })
  })

  test('--kernel takes other rules; ten misses are shown, and the exit code is 0', () => {
    const folder = join(FIXTURES, '6.1-fragmenting')
    const { status, stdout } = cosimulate(folder, '--kernel', '6.12', '--json')
    const { predicted, of, misses } = JSON.parse(stdout)
    expect(status).toBe(0)
    expect(predicted).toBeLessThan(of)
    expect(misses).toHaveLength(10)
    expect(Object.keys(misses[0])).toEqual(['line', 'pfn', 'order', 'type', 'predicted'])
    expect(cosimulate(folder, '--kernel', '6.12').stdout).toMatch(
      /^\d+ of \d+ blocks predicted, .*\nline \d+: Reclaimable, order 0: the kernel took pfn 17408, predicted was \d+\n/,
    )
  })

  test('a plain trace, a newer kernel, and no flags or counts will do', () => {
    const folder = copy((at) => {
      writeFileSync(join(at, 'trace.txt'), textOf(at))
      writeFileSync(trace(at), 'no gzip')
      writeFileSync(join(at, 'uname-r.txt'), '7.2.13-amd64\n')
      rmSync(join(at, 'before/pagetypeinfo'))
      rmSync(join(at, 'before/kpageflags.bin.gz'))
    })
    const { status, stdout, stderr } = cosimulate(folder)
    expect([status, stdout]).toEqual([
      0,
      '456 of 456 blocks predicted, 0 of them through a fallback\n',
    ])
    expect(stderr).toMatch(/kernel 7\.2\.13-amd64 is newer .* rules of 6\.18 are used/)
    expect(stderr).toMatch(/no before\/pagetypeinfo/)
    expect(stderr).toMatch(/no before\/kpageflags/)
  })

  test('a trace in which nothing happens is 0 of 0', () => {
    const folder = copy((at) => writeFileSync(trace(at), gzipSync('')))
    expect(cosimulate(folder)).toEqual({
      status: 0,
      stdout: '0 of 0 blocks predicted, 0 of them through a fallback\n',
      stderr: '',
    })
  })

  test('a trace that lost events is refused, in JSON too', () => {
    const folder = copy((at) =>
      writeFileSync(trace(at), gzipSync(textOf(at).replace(/written: \d+\/\d+/, 'written: 9/99'))),
    )
    const { status, stdout, stderr } = cosimulate(folder, '--json')
    expect([status, stderr]).toEqual([1, 'line 3:1: trace: the trace lost 90 events\n'])
    expect(JSON.parse(stdout)).toMatchObject({ predicted: 0, of: 0, fallbacks: 0, misses: [] })
  })

  test('lists that cannot be are refused', () => {
    const folder = copy((at) =>
      writeFileSync(join(at, 'before/truth.tsv.gz'), gzipSync('Z\t0\tDMA32\t0\tx\n')),
    )
    expect(cosimulate(folder)).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'line 1:1: truth.tsv: a number was expected here\n',
    })
  })

  test.each([
    ['no folder', [], /no folder/],
    ['no such folder', ['nowhere', '--kernel', '6.1'], /cannot read "nowhere/],
    ['two folders', ['a', 'b'], /one folder at a time/],
    ['an unknown option', ['a', '--events'], /unknown option "--events"/],
    ['an unknown kernel', ['a', '--kernel', '6.2'], /--kernel is one of 5\.10, 6\.1, 6\.12, 6\.18/],
    ['no kernel after --kernel', ['a', '--kernel'], /--kernel is one of/],
  ])('%s is wrong usage', (_, args, message) => {
    const { status, stdout, stderr } = cosimulate(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(/Usage:/)
  })

  test.each([
    ['no trace', (at: string) => rmSync(trace(at)), /cannot read ".*trace\.txt\.gz"/],
    ['a cut trace', (at: string) => truncateSync(trace(at), 3000), /unexpected end of file/],
    [
      'cut lists',
      (at: string) => truncateSync(join(at, 'before/truth.tsv.gz'), 300),
      /cannot read ".*truth\.tsv\.gz": unexpected end of file/,
    ],
    ['no lists', (at: string) => rmSync(join(at, 'before/truth.tsv.gz')), /ENOENT/],
    ['no release', (at: string) => rmSync(join(at, 'uname-r.txt')), /no uname-r\.txt .* --kernel/],
    [
      'another release',
      (at: string) => writeFileSync(join(at, 'uname-r.txt'), 'buster'),
      /"buster" is no kernel's release/,
    ],
  ])('a folder with %s cannot be read', (_, change, message) => {
    const { status, stdout, stderr } = cosimulate(copy(change))
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
  })
})
