// What is no number where one should stand: told with its line, and never read as something else.

import { describe, expect, it } from 'vitest'
import { readKernelText } from './reader.ts'

describe('values of zoneinfo', () => {
  const ZONE =
    'Node 0, zone   Normal\n  pages free     900\n        min      30\n        high     50\n'

  it.each([
    ['free     900', 'free     9O0', 2, { free: null, min: 30, high: 50 }],
    ['min      30', 'min      3,000', 3, { free: 900, min: null, high: 50 }],
    ['high     50', 'high     5l', 4, { free: 900, min: 30, high: null }],
    ['high     50', 'high     9999999999999999', 4, { free: 900, min: 30, high: null }],
  ])('%s as %s', (whole, torn, line, values) => {
    const { zoneinfo, unread } = readKernelText(ZONE.replace(whole, torn))
    expect(zoneinfo[0]?.zones).toMatchObject([values])
    expect(unread.map((one) => one.line)).toEqual([line])
    expect(unread[0]?.why).toMatch(/^zone Normal: its "(?:free|min|high)" is /)
  })

  it('a protection', () => {
    const { zoneinfo, unread } = readKernelText(`${ZONE}        protection: (0, 29O0, 15800)\n`)
    expect(zoneinfo[0]?.zones[0]?.protection).toEqual([])
    expect(unread).toEqual([
      { line: 5, why: 'a protection with what is no number of pages: "O0, 15800)"' },
    ])
  })

  it.each(['high load since 5 o’clock', 'low on memory', 'free 5x', 'high 60 # was 5O'])(
    'prose is not told: %s',
    (prose) => {
      expect(readKernelText(`${ZONE}${prose}\n`).unread).toEqual([])
    },
  )
})

describe('lines of Mem-Info', () => {
  const MARKS = 'Node 0 Normal free:72kB min:8kB low:10kB high:12kB managed:900kB'
  const ROW = 'Node 0 Normal: 2*4kB (U) 0*8kB 4*16kB (U) = 72kB'
  const of = (marks: string, row: string) =>
    readKernelText(`Mem-Info:\n${marks}\nlowmem_reserve[]: 0 0\n${row}\n`)

  it('whole ones are not told', () => {
    expect(of(MARKS, ROW).unread).toEqual([])
  })

  it.each([
    ['a node', ROW.replace('Node 0', 'Node O'), 'a zone of Mem-Info whose node is no number: "O"'],
    [
      'the first count',
      ROW.replace('2*4', '2O*4'),
      'a row of free blocks whose first count is no number',
    ],
    [
      'a count',
      ROW.replace(' 0*8', ' O*8'),
      '"O*8kB" stands among the counts: the row is left out',
    ],
    ['a size', ROW.replace('*8kB', '*9kB'), '"0*9kB" stands among the counts: the row is left out'],
  ])('%s of a row: left out', (_, row, why) => {
    const { reports, unread } = of(MARKS, row)
    expect(reports[0]?.zones).toEqual([])
    expect(unread).toEqual([{ line: 4, why }])
  })

  it.each([
    [
      'a node',
      MARKS.replace('Node 0', 'Node l'),
      'a zone of Mem-Info whose node is no number: "l"',
    ],
    [
      'the free pages',
      MARKS.replace(':72', ':7Z2'),
      "a zone's line of Mem-Info whose free pages are no number",
    ],
  ])('%s of a zone: left out', (_, marks, why) => {
    const { reports, unread } = of(marks, ROW)
    expect(reports[0]?.watermarks).toEqual([])
    expect(unread).toEqual([{ line: 2, why }])
  })

  it('prose is not told', () => {
    expect(of(MARKS, `${ROW}\nNote: n*4kB and m*8kB, min: what is kept`).unread).toEqual([])
  })

  it('a mark: left out alone', () => {
    const { reports, unread } = of(MARKS.replace('low:10', 'low:1O'), ROW)
    expect(reports[0]?.watermarks).toMatchObject([{ free: 72, min: 8, low: null, high: 12 }])
    expect(unread).toEqual([{ line: 2, why: 'the zone\'s "low" is no number of kB: "1OkB"' }])
  })

  it('a mark broken over two lines is whole', () => {
    const { reports, unread } = of(MARKS.replace('high:12', 'high:1\n2'), ROW)
    expect(reports[0]?.watermarks).toMatchObject([{ high: 12 }])
    expect(unread).toEqual([])
  })
})

describe('names of flags', () => {
  const flagsOf = (mode: string, release = '') => {
    const [report] = readKernelText(
      `x: page allocation failure: order:4, mode:${mode}, nodemask=(null),cpuset=/\n${release}`,
    ).reports
    return [report?.flags.join('|'), report?.era?.kernels, report?.era?.from, report?.era?.isGuess]
  }

  it('none whole: the number is decoded, and that is said', () => {
    expect(flagsOf('0x40cc0(GFP KERNEL| GFP COMP)')).toEqual([
      'GFP_KERNEL|__GFP_COMP',
      '5.1 to 6.2',
      'the names are torn, so the number is decoded, by the number alone',
      true,
    ])
    expect(flagsOf('0x820(GFP ATOMIC)', 'CPU: 1 PID: 7 Comm: x Not tainted 6.8.1 #1\n')).toEqual([
      'GFP_ATOMIC',
      '6.3 and later',
      "the names are torn, so the number is decoded, by the kernel's release, 6.8.1",
      false,
    ])
  })

  it('a number that no era tells is of none without names', () => {
    // 0x1c24ca in the bits of 5.1: HIGHMEM, MOVABLE, IO, FS, DIRECT_RECLAIM, NOWARN, COMP, NOMEMALLOC, HARDWALL.
    const [report] = readKernelText(
      'x invoked oom-killer: gfp_mask=0x1c24ca(GFP TRANSHUGE), order=9, oom_score_adj=0\n',
    ).reports
    expect([report?.flags, report?.era?.kernels]).toEqual([['GFP_TRANSHUGE'], '5.1 to 6.2'])
  })

  it('some whole: the names count', () => {
    expect(flagsOf('0x40cc0(GFP_KERNEL|_GFP COMP)')[2]).toBe('the names that the kernel printed')
  })
})

describe('rows of buddyinfo', () => {
  it.each(['9999999999999999 1 2 3 4', '1 2 9999999999999999 3 4'])('%s', (counts) => {
    const { unread } = readKernelText(`Node 0, zone   Normal ${counts}\n`)
    expect(unread).toEqual([
      { line: 1, why: '"9999999999999999" is more blocks than any machine has' },
    ])
  })

  it('with commas between', () => {
    const { unread } = readKernelText('Node,0,zone,DMA,1,0,3,1\nNode,0,zone,Normal,1,0,3,1\n')
    expect(unread.map(({ line }) => line)).toEqual([1])
    expect(unread[0]?.why).toMatch(/commas/)
  })

  it('with wide figures', () => {
    const { snapshots } = readKernelText('Node ０, zone   Normal  １ ２ ３０ ４\n')
    expect(snapshots.at(0)?.zones).toEqual([{ node: 0, zone: 'Normal', counts: [1, 2, 30, 4] }])
  })
})

describe('reports of other kinds, in a log', () => {
  it.each([
    ['SLUB: Unable to allocate memory on node -1, gfp=0x820(GFP_ATOMIC)', /^this looks like SLUB/],
    [
      'WARNING: CPU: 2 PID: 7 at mm/page_alloc.c:5531 __alloc_pages+0x1a9/0x1c0',
      /^this looks like a warning of mm\/page_alloc\.c/,
    ],
    ['WARNING: mm/page_alloc.c:5203 at __alloc_pages+0x1a9/0x1c0', /^this looks like a warning/],
    ['usb 1-1: new device', /^this looks like a kernel log$/],
  ])('%s', (text, why) => {
    const { unread, found } = readKernelText(`[    1.5] eth0: up\n[    1.6] ${text}\n`)
    expect([found, unread.length]).toEqual([[], 1])
    expect(unread[0]?.why).toMatch(why)
  })
})
