// The fixtures: samples of what people paste, each with the reading that its figures were made
// from. The index names exactly the formats found in each, and what may stand around it without
// changing anything.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fragmentationIndex } from '../metrics/fragmentation-index.ts'
import { unusableIndex } from '../metrics/unusable-index.ts'
import { Reader, readKernelText } from './reader.ts'
import type { Reading } from './reading.ts'

type Around = 'prompt' | 'syslog' | 'quote' | 'crlf'

const folder = fileURLToPath(new URL('./fixtures', import.meta.url))
const index: Readonly<Record<string, { found: string[]; around: Around[] }>> = JSON.parse(
  readFileSync(join(folder, 'index.json'), 'utf8'),
)
const names = Object.keys(index)
const textOf = (name: string) => readFileSync(join(folder, `${name}.txt`), 'utf8')
const expectedOf = (name: string): Partial<ReturnType<typeof figures>> =>
  JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8'))

/** The figures of a reading, in the shape of the expectations. */
function figures(reading: Reading) {
  const { snapshots, pagetypeinfo, zoneinfo, extfragIndex, unusableIndex, reports } = reading
  const { allocs, frees, total } = reading.pageEvents
  const table = ({ zones }: { zones: readonly object[] }) => ({ zones })
  return {
    pageSize: reading.pageSize.bytes,
    snapshots: [...snapshots].map(({ at, zones }) => ({ at, zones })),
    pagetypeinfo: pagetypeinfo.map(({ pageBlockOrder, pagesPerBlock, free, blocks }) => ({
      pageBlockOrder,
      pagesPerBlock,
      free,
      blocks,
    })),
    zoneinfo: zoneinfo.map(({ zones }) => ({
      zones: zones.map(
        ({ line: _line, boost: _boost, cma: _cma, freeCma: _freeCma, ...zone }) => zone,
      ),
    })),
    extfragIndex: extfragIndex.map(table),
    unusableIndex: unusableIndex.map(table),
    reports: reports.map(({ kind, task, order, mode, flags, zones }) => ({
      kind,
      task,
      order,
      mode,
      flags,
      zones: zones.map(({ node, zone, counts, totalKB }) => ({ node, zone, counts, totalKB })),
    })),
    extfragEvents: [...reading.extfragEvents.events],
    pageEvents: [total, allocs, frees],
    prometheus: reading.prometheus.map(({ instance, zones }) => ({ instance, zones })),
    unread: reading.unread.map(({ line }) => line),
  }
}

const NOTHING = figures(readKernelText(''))

/** What the text is expected to read as; parts that are not named are empty. */
const wholeOf = (name: string) => ({ ...NOTHING, ...expectedOf(name) })

const standingAround: Readonly<Record<Around, (text: string) => string>> = {
  prompt: (text) => `[root@host ~]# sh collect.sh\n${text}\n[root@host ~]# `,
  syslog: (text) => eachLine(text, (line) => `Nov  3 10:11:12 host kernel: [12345.678901] ${line}`),
  quote: (text) => eachLine(text, (line) => `> ${line}`),
  crlf: (text) => eachLine(text, (line) => `${line}\r`),
}

function eachLine(text: string, change: (line: string) => string): string {
  return text.replace(/\n$/, '').split('\n').map(change).join('\n').concat('\n')
}

describe('the folder', () => {
  it('holds what the index names, and nothing else', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.txt'))
    expect(files.map((path) => path.replace(/\.txt$/, '')).toSorted()).toEqual(names.toSorted())
  })
})

describe.each(names)('%s', (name) => {
  const { found, around } = index[name] as (typeof index)[string]
  const text = textOf(name)

  it('is recognised as what it is, and nothing else', () => {
    expect(readKernelText(text).found).toEqual(found)
  })

  it('reads to its figures', () => {
    expect(figures(readKernelText(text))).toEqual(wholeOf(name))
  })

  it('reads the same in chunks of any size', () => {
    const bytes = Buffer.from(text)
    const whole = figures(readKernelText(text))
    for (const size of [1, 61, 1000]) {
      const reader = new Reader()
      for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
      expect(figures(reader.end())).toEqual(whole)
    }
  })

  it.each(around)('reads the same behind: %s', (what) => {
    const read = figures(readKernelText(standingAround[what](text)))
    const { unread, ...expected } = wholeOf(name)
    // Line numbers move, and a log's own time stamps are read where nothing else tells the time.
    const { unread: told, ...rest } = read
    expect(told).toHaveLength(unread.length)
    expect(withoutLogTimes(rest)).toEqual(expected)
  })

  it('cut off anywhere gives a value or a reason, and never more than there is', () => {
    const whole = wholeOf(name)
    for (const end of cutsOf(text)) {
      const reading = readKernelText(text.slice(0, end))
      const read = figures(reading)
      expect(read.snapshots.length).toBeLessThanOrEqual(whole.snapshots.length)
      expect(read.reports.length).toBeLessThanOrEqual(whole.reports.length)
      // Mem-Info alone does not show that the OOM killer printed it.
      const others = reading.found.filter((format) => !found.includes(format))
      expect(others.filter((format) => format !== 'allocation-failure')).toEqual([])
    }
  })
})

describe.each(names.filter((name) => name.startsWith('indices/')))('%s', (name) => {
  it('computes from the counts what the kernel printed, to the thousandth', () => {
    const { snapshots, extfragIndex, unusableIndex: unusable } = readKernelText(textOf(name))
    const zones = snapshots.at(0)?.zones ?? []
    const computed = (index: typeof fragmentationIndex) =>
      zones.map(({ counts }) => counts.map((_, order) => index(counts, order)))
    expect(zones.length).toBeGreaterThan(0)
    expect(computed(fragmentationIndex)).toEqual(extfragIndex[0]?.zones.map(({ values }) => values))
    expect(computed(unusableIndex)).toEqual(unusable[0]?.zones.map(({ values }) => values))
  })
})

/**
 * Everywhere in a short text; in a long one at places spread over it, and everywhere near its end.
 */
function cutsOf(text: string): number[] {
  const step = Math.max(1, Math.floor(text.length / 150))
  return Array.from(text, (_, end) => end).filter(
    (end) => end % step === 0 || end > text.length - 50,
  )
}

function withoutLogTimes(read: Omit<ReturnType<typeof figures>, 'unread'>) {
  const snapshots = read.snapshots.map(({ at, zones }) => ({
    at: at?.startsWith('Nov  3') ? null : at,
    zones,
  }))
  return { ...read, snapshots }
}
