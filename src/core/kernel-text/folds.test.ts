// Text that a terminal or a mailer folded at a column: it reads as it was before, or says that it
// does not, and never as something else.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Reader, readKernelText } from './reader.ts'
import type { Reading, Report } from './reading.ts'

const textOf = (name: string) =>
  readFileSync(fileURLToPath(new URL(`./fixtures/${name}.txt`, import.meta.url)), 'utf8')

/** Each line cut after `width` characters; `isTrimmed`: as copied off a screen, without blanks at the ends. */
function folded(text: string, width: number, isTrimmed = false): string {
  const cut = (line: string) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']
  const lines = text.split('\n').flatMap(cut)
  return lines.map((line) => (isTrimmed ? line.trimEnd() : line)).join('\n')
}

/** What of a report must not become something else, apart from where it stands. */
function figures({ kind, order, mode, flags, release, zones, watermarks, ...rest }: Report) {
  const { constraint, stalledMs, cgroup, caller, callerBytes } = rest
  const without = <Of extends { line: number }>({ line: _, ...others }: Of) => others
  return {
    ...{ kind, order, mode, flags, release, constraint, stalledMs, cgroup, caller, callerBytes },
    zones: zones.map(without),
    watermarks: watermarks.map(without),
  }
}

type Figures = ReturnType<typeof figures>

const read = (text: string): Figures[] => readKernelText(text).reports.map(figures)

/** What `got` says otherwise than `want`: what is missing is not told. */
function contradictions(want: Figures, got: Figures): string[] {
  const { zones, watermarks, ...head } = got
  const own = Object.entries(head).filter(
    ([key, value]) => isTold(value) && !same(value, want[key as keyof Figures]),
  )
  const parts = [...zones, ...watermarks].flatMap((part) => {
    const all: readonly object[] = 'counts' in part ? want.zones : want.watermarks
    const other = all.find((one) => same(placeOf(one), placeOf(part)))
    return Object.entries(part).filter(
      ([key, value]) => isTold(value) && !same(value, other?.[key as keyof object]),
    )
  })
  return [...own, ...parts].map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
}

const isTold = (value: unknown) => value !== null && !same(value, [])
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const placeOf = (part: object) => [(part as { node: number }).node, (part as { zone: string }).zone]

const WIDTHS = Array.from({ length: 141 }, (_, i) => 60 + i)
const NAMES = [
  'allocation-failure/01-6.1',
  'allocation-failure/10-64K-pages',
  'oom/01-6.1',
  'oom/02-16K-pages',
]

describe.each(NAMES)('%s', (name) => {
  const text = textOf(name)
  const bare = text.replace(/^\[[\s\d.]+\] /gm, '')

  it('reads the same at every width', () => {
    const whole = read(text)
    for (const width of WIDTHS) expect(read(folded(text, width)), `${width}`).toEqual(whole)
  })

  it.each([
    ['with no time before its lines', bare],
    ['quoted', text.replace(/^/gm, '> ')],
    ['on lines that end in CR', text.replaceAll('\n', '\r\n')],
    ['of a host', text.replace(/^/gm, 'Mar  5 03:14:07 db-2 kernel: ')],
  ])('%s too, at nearly all of them', (what, around) => {
    const whole = read(around)
    const quote = what === 'quoted' ? '> ' : ''
    const same = WIDTHS.filter((width) => {
      const lines = folded(around.replace(/^> /gm, ''), width)
      const got = read(lines.replace(/^/gm, quote))
      return JSON.stringify(got) === JSON.stringify(whole)
    })
    expect(same.length).toBeGreaterThan(0.97 * WIDTHS.length)
  })

  it.each([
    ['all of it', (all: string) => all],
    ['the first three lines', (all: string) => all.split('\n').slice(0, 3).join('\n')],
    ['up to the first zone', (all: string) => all.slice(0, all.indexOf('lowmem_reserve') + 30)],
  ])('says nothing else at any width, where blanks are lost: %s', (_, part) => {
    const [want] = read(part(text)) as [Figures]
    for (const width of WIDTHS) {
      const reading: Reading = readKernelText(folded(part(text), width, true))
      expect(reading.reports.length).toBeLessThan(2)
      const got = reading.reports[0]
      const wrong = got ? contradictions(want, figures(got)) : []
      // A release is cut where the text ends, not where it is folded.
      expect(
        wrong.filter((one) => !one.startsWith('release')),
        `${width}`,
      ).toEqual([])
      if (!got && reading.unread.length === 0) expect(folded(text, width)).toMatch(/: p\w* ?\w*\n/)
    }
  })
})

describe('heads alone, torn', () => {
  const HEAD =
    'x: page allocation failure: order:12, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null)'
  const OOM =
    'x invoked oom-killer: gfp_mask=0x140dca(GFP_HIGHUSER_MOVABLE|__GFP_ZERO), order=10, oom_score_adj=0'
  const OLD = 'x: page allocation failure. order:12, mode:0x4020'

  it.each([
    ['in the order', HEAD, 'order:1'],
    ['in the mask', HEAD, 'mode:0x40'],
    ['in the mask, behind 0', HEAD, 'mode:0'],
    ['before the names', HEAD, '0x40cc0'],
    ['in a name', HEAD, 'GFP_KER'],
    ['between names', HEAD, 'GFP_KERNEL'],
    ['before the end of the names', HEAD, '__GFP_COMP'],
    ['in a word', HEAD, 'failure: or'],
    ['in the mask of an OOM kill', OOM, '=0x14'],
    ['in a name of one', OOM, 'GFP_HIG'],
    ['in the order of one', OOM, 'order=1'],
    ['in its word', OOM, ', or'],
    ['in a mask without names', OLD, 'mode:0x40'],
    ['in the order before it', OLD, 'order:1'],
  ])('%s', (_, head, part) => {
    const at = head.indexOf(part) + part.length
    for (const text of [head, `> ${head}`]) {
      const shift = text.length - head.length
      const quote = text.slice(0, shift)
      const torn = `${text.slice(0, at + shift)}\n${quote}${head.slice(at)}\n`
      const [got] = read(torn)
      const [want] = read(head)
      expect(got).toEqual(want)
    }
  })

  it('what is behind a whole one is no part of it', () => {
    const [one, two] = read(`${OLD}\n20 pages RAM\n${OLD}\nCall Trace:\n`)
    expect([one?.mode, two?.mode]).toEqual(['0x4020', '0x4020'])
  })

  it('neither is a remark', () => {
    const [report] = read(`${OLD}\n(where only the names of tasks change)\n`)
    expect(report?.flags).toEqual(['GFP_ATOMIC', '__GFP_COMP'])
  })

  it('the end of one whose beginning is lost is told', () => {
    const { reports, unread } = readKernelText(`ion failure: order:1, ${HEAD.slice(37)}\n`)
    expect([reports.length, unread.map(({ line }) => line)]).toEqual([0, [1]])
  })
})

describe('values torn where nothing else shows a fold', () => {
  const lines = (...all: string[]) => `Mem-Info:\n${all.join('\n')}\n`
  const marksOf = (text: string) => readKernelText(text).reports[0]?.watermarks[0]

  it.each([
    ['in a number', 'low:3', '864kB high:5784kB'],
    ['in a key', 'lo', 'w:3864kB high:5784kB'],
    ['in a unit', 'low:3864k', 'B high:5784kB'],
    ['before a unit', 'low:3864', 'kB high:5784kB'],
    ['between two', 'low:3864kB', 'high:5784kB'],
  ])('of marks, %s', (_, before, after) => {
    const marks = marksOf(lines(`Node 0 DMA32 free:9kB min:1944kB ${before}`, after))
    expect(marks).toMatchObject({ free: 9, min: 1944, low: 3864, high: 5784 })
  })

  it('of lowmem_reserve: left out, and told; with a blank before it goes on', () => {
    const text = (end: string) =>
      lines('Node 0 DMA free:9kB min:8kB low:9kB', 'lowmem_reserve[]: 0 18', end)
    expect(marksOf(text('75 6427'))?.lowmemReserve).toEqual([])
    expect(readKernelText(text('75 6427')).unread.map(({ line }) => line)).toEqual([4])
    expect(marksOf(text(' 75 6427'))?.lowmemReserve).toEqual([0, 18, 75, 6427])
  })

  it.each([
    ['5.1', '5.0-91-generic #1'],
    ['5.15.0', '-91-generic #1'],
    ['5.15.0-91-gen', 'eric #1'],
    ['5.15.0-91-generic', '#1'],
  ])('of a release: %s|%s', (before, after) => {
    const head = 'x: page allocation failure: order:1, mode:0x40cc0(GFP_KERNEL|__GFP_COMP)'
    const stack = `CPU: 3 PID: 7 Comm: x Not tainted ${before}\n${after}\nCall Trace:\n`
    expect(readKernelText(`${head}\n${stack}`).reports[0]?.release).toBe('5.15.0-91-generic')
  })
})

describe('no fold', () => {
  it('lines of one length that are lines of their own stay apart', () => {
    const { reports, unread } = readKernelText(
      [
        'Mem-Info:',
        'Node 0 DMA free:100kB min:8kB low:10kB high:12kB managed:15',
        '908kB mlocked:0kB bounce:0kB free_pcp:0kB',
        'Node 0 DMA32 free:100kB min:8kB low:10kB high:12kB  a:123kB',
        'Node 0 DMA: 25*4kB (U) 0*8kB 0*16kB 0*32kB 0*64kB   = 100kB',
        'Node 0 DMA32: 25*4kB (U) 0*8kB 0*16kB 0*32kB 0*64kB = 100kB',
        '',
      ].join('\n'),
    )
    expect(reports.map(({ zones }) => zones.map(({ zone }) => zone))).toEqual([['DMA', 'DMA32']])
    expect(reports[0]?.watermarks.map(({ managed }) => managed)).toEqual([15908, null])
    expect(unread).toEqual([])
  })

  it('a mailer that breaks at blanks does not make one', () => {
    const name = 'allocation-failure/02-wrapped-quoted'
    const [want] = read(textOf('allocation-failure/01-6.1'))
    expect(read(textOf(name))[0]?.watermarks).toEqual(want?.watermarks)
  })
})

describe('folded texts of any size', () => {
  const text = folded(textOf('oom/01-6.1'), 80)

  it('read the same in chunks of any size, beyond a window', () => {
    const prose = folded('and what else was in that log, on many lines. '.repeat(20), 80)
    const long = `${text}\n${`${prose}\n`.repeat(100)}${text}\n${text}`
    const whole = readKernelText(long)
    expect(whole.reports.map(({ zones }) => zones.length)).toEqual([2, 2, 2])
    for (const size of [61, 997, 1 << 16]) {
      const reader = new Reader()
      for (let at = 0; at < long.length; at += size) reader.push(long.slice(at, at + size))
      const reading = reader.end()
      expect(reading.reports).toEqual(whole.reports)
      expect(reading.unread).toEqual(whole.unread)
    }
  })

  it('lines that all go on take time by their size alone', () => {
    const cut = `${'x'.repeat(70)} low:3\n864kB\n`
    const line = `${'y'.repeat(70)} low:3\n`
    const start = process.cpuUsage()
    const { found } = readKernelText(cut + line.repeat(300_000))
    const { user, system } = process.cpuUsage(start)
    expect(found).toEqual([])
    expect((user + system) / 1e6).toBeLessThan(15)
  }, 60_000)
})
