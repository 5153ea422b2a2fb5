// `buddyscope inspect` from outside, as a marking script calls it.

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { diagnose } from '../core/diagnose/diagnose.ts'
import { ticketText } from '../core/diagnose/ticket.ts'
import { readKernelText } from '../core/kernel-text/reader.ts'

const FIXTURES = 'src/core/kernel-text/fixtures'

function inspect(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run-ts.mjs', 'src/cli/main.ts', 'inspect', ...args],
    { input, encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  return { status, stdout, stderr }
}

const TWO_ZONES = `Node 0, zone      DMA      2      1      0      0      2      1      1      0      1      1      3
Node 0, zone   Normal   4410    311      0      0      0      0      0      0      0      0      0
`

describe('inspect --json', () => {
  test('prints snapshots with what follows from their counts, found and unread always', () => {
    const { status, stdout, stderr } = inspect(['-', '--json'], TWO_ZONES)
    expect([status, stderr]).toEqual([0, ''])
    const json = JSON.parse(stdout)
    expect(Object.keys(json)).toEqual(['found', 'pageSize', 'snapshots', 'unread'])
    expect([json.found, json.unread]).toEqual([['buddyinfo'], []])
    expect(json.pageSize).toEqual({ bytes: 4096, from: 'default' })
    expect(json.snapshots).toHaveLength(1)
    expect(json.snapshots[0].at).toBe(null)
    expect(json.snapshots[0].zones[0]).toEqual({
      node: 0,
      zone: 'DMA',
      counts: [2, 1, 0, 0, 2, 1, 1, 0, 1, 1, 3],
      freePages: 3972,
      largestFreeOrder: 10,
      fragmentationIndex: new Array(11).fill(-1000),
      unusableIndex: [0, 0, 1, 1, 1, 9, 17, 33, 33, 97, 226],
    })
  })

  test.each([
    ['pagetypeinfo/02-capped', 'pagetypeinfo'],
    ['zoneinfo/01-6.1', 'zoneinfo'],
    ['extfrag-index/01-both', 'extfragIndex'],
    ['extfrag-index/01-both', 'unusableIndex'],
    ['allocation-failure/01-6.1', 'reports'],
    ['prometheus/01-node-exporter', 'prometheus'],
  ])('%s is what its expectation says', (name, key) => {
    const { status, stdout } = inspect([`${FIXTURES}/${name}.txt`, '--json'])
    const expected = JSON.parse(readFileSync(`${FIXTURES}/${name}.expected.json`, 'utf8'))
    expect(status).toBe(0)
    expect(JSON.parse(stdout)[key]).toEqual(expected[key])
  })

  test('events are counted and listed; the page size is told where it stands', () => {
    const { extfragEvents } = JSON.parse(
      inspect([`${FIXTURES}/extfrag-events/01-trace.txt`, '--json']).stdout,
    )
    expect([extfragEvents.total, extfragEvents.events.length]).toEqual([6, 6])
    const { pageSize } = JSON.parse(inspect([`${FIXTURES}/oom/02-16K-pages.txt`, '--json']).stdout)
    expect(pageSize.bytes).toBe(16384)
    expect(pageSize.from).toMatch(/^line \d+$/)
  })

  test('Mem-Info that SysRq asked for: a kind of the contract, and a report of no kind', () => {
    const text = 'sysrq: Show Memory\nMem-Info:\nNode 0 DMA: 1*4kB (U) 0*8kB 1*16kB (M) = 20kB\n'
    const { found, reports } = JSON.parse(inspect(['--json'], text).stdout)
    expect(found).toEqual(['allocation-failure'])
    expect(reports).toMatchObject([{ kind: null, zones: [{ zone: 'DMA', counts: [1, 0, 1] }] }])
  })

  test('nothing found: exit 1, one line on standard error, and still one JSON value', () => {
    const { status, stdout, stderr } = inspect(['--json'], 'MemTotal:  2017024 kB\n')
    expect([status, stderr]).toEqual([1, 'line 1:1: no kernel text found\n'])
    expect(JSON.parse(stdout)).toEqual({
      found: [],
      pageSize: { bytes: 4096, from: 'default' },
      snapshots: [],
      unread: [{ line: 1, why: 'this looks like /proc/meminfo' }],
    })
  })

  test('a large standard input is read as a stream and written whole', () => {
    const { status, stdout } = inspect(['-', '--json'], TWO_ZONES.repeat(20_000))
    expect([status, JSON.parse(stdout).snapshots.length]).toEqual([0, 20_000])
  }, 30_000)

  test('unreadable files and wrong usage exit 2', () => {
    expect(inspect(['no/such/file']).status).toBe(2)
    expect(inspect(['src']).status).toBe(2)
    expect(inspect(['--loud']).status).toBe(2)
    expect(inspect(['no/such/file']).stderr).toContain('cannot read "no/such/file"')
  })
})

describe('inspect', () => {
  const ticketOf = (text: string) =>
    ticketText(diagnose(readKernelText(text), { snapshot: null, pageSize: null }))

  test("a table a zone, and the verdict of the page's ticket, once", () => {
    const { status, stdout } = inspect([], TWO_ZONES)
    expect(status).toBe(0)
    expect(stdout).toContain(
      'Node 0, zone Normal\n  order    block  free     bytes   share  unusable\n',
    )
    expect(stdout.split(ticketOf(TWO_ZONES))).toHaveLength(2)
    expect(stdout).toContain('\n\nOnly zone DMA can give 32 KiB, and a 2 MiB huge page too.\n')
  })

  test('of several snapshots the verdict is of the last', () => {
    const text = `${TWO_ZONES}${TWO_ZONES.replace('4410', '  10')}`
    const { stdout } = inspect([], text)
    expect(stdout).toContain('Snapshot 2 of 2\n')
    expect(stdout.split(ticketOf(text))).toHaveLength(2)
    expect(ticketOf(text)).toContain('free blocks by order: 10 311')
  })

  test('a report: its head, a table a zone, and the verdict', () => {
    const file = `${FIXTURES}/allocation-failure/01-6.1.txt`
    const { stdout } = inspect([file])
    expect(stdout).toMatch(/^Page allocation failure by \S+ \(line \d+\), order \d+/m)
    expect(stdout).toContain('Node 0, zone DMA\n  order ')
    expect(stdout).toContain(ticketOf(readFileSync(file, 'utf8')))
  })

  test('nothing found: no verdict', () => {
    expect(inspect([], 'MemTotal:  2017024 kB\n').stdout).toBe(
      '\nNot read, or not whole:\n  line 1: this looks like /proc/meminfo\n',
    )
  })

  test('tells what could not be read', () => {
    const { stdout } = inspect([], `${TWO_ZONES}Node 1, zone   Normal   1 2 x 4\n`)
    expect(stdout).toContain('line 3: "x" stands among the counts')
  })
})
