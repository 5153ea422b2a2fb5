// What no fixture shows: noise, sizes and numbers that no kernel prints, large texts, and the
// limits.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buddyinfoRow } from '../kernel-print/buddyinfo.ts'
import { Reader, readKernelText } from './reader.ts'
import type { Reading } from './reading.ts'

const COUNTS = [1, 0, 0, 1, 2, 1, 1, 0, 1, 1, 3]
const row = (node: number, zone: string, counts: readonly number[] = COUNTS) =>
  `${buddyinfoRow(node, zone, counts)}\n`

function read(text: string | Uint8Array, chunk: number): Reading {
  const reader = new Reader()
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk))
  return reader.end()
}

const zonesOf = ({ snapshots }: Reading) => [...snapshots].flatMap(({ zones }) => zones)
const whys = ({ unread }: Reading) => unread.map(({ why }) => why)

describe('noise', () => {
  it('random bytes find nothing, and nothing throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(readKernelText(bytes).found).toEqual([])
      }),
    )
  })

  it('pieces of kernel text in any order never throw, and read the same in any chunks', () => {
    const piece = fc.constantFrom(
      'Node 0, zone   Normal ',
      '     12      0      3',
      '\n',
      '> ',
      '=\n',
      '=3D',
      '-1.000 0.500',
      ', type Movable',
      'Number of blocks type Unmovable Movable\n',
      'Free pages count per migrate type at order 0 1 2\n',
      'java: page allocation failure: order:3, mode:0x20',
      ' invoked oom-killer: gfp_mask=0xd0, order=0\n',
      'Node 0 DMA: 1*4kB 2*8kB = 20kB',
      'Node 0 DMA free:20kB min:4kB\n',
      'Mem-Info:\n',
      '<br>',
      '{"metric":{"zone":"DMA"},"value":[1,"2"]}',
      'mm_page_alloc_extfrag: page=1 pfn=1 alloc_order=0 ',
      'node_buddyinfo_blocks{node="0",size="1",zone="DMA"} 3\n',
      '...',
      '>100000 ',
      '\r',
      '\u00a0',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (parts, n) => {
          const text = parts.join('')
          const whole = readKernelText(text)
          expect(JSON.stringify(read(text, n).unread)).toBe(JSON.stringify(whole.unread))
          expect(zonesOf(read(text, n))).toEqual(zonesOf(whole))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('says what a file is that is no text', () => {
    expect(whys(readKernelText(Uint8Array.of(0x1f, 0x8b, 8, 0)))).toEqual([
      'this looks like a file packed with gzip',
    ])
  })

  it('nothing reads as nothing', () => {
    const { found, unread } = readKernelText('')
    expect([found, unread]).toEqual([[], []])
  })
})

describe('numbers that no kernel prints', () => {
  it('past 2^53 a count cannot be exact: the row is left out', () => {
    const text = row(0, 'DMA') + row(0, 'Normal').replace('      2', ' 9007199254740993')
    const reading = readKernelText(text)
    expect(zonesOf(reading).map(({ zone }) => zone)).toEqual(['DMA'])
    expect(reading.unread).toHaveLength(1)
  })

  it('the largest exact count is read', () => {
    const counts = COUNTS.with(4, Number.MAX_SAFE_INTEGER)
    expect(zonesOf(readKernelText(row(0, 'DMA') + row(0, 'Normal', counts)))[1]?.counts).toEqual(
      counts,
    )
  })

  it('negative counts are none', () => {
    const reading = readKernelText(row(0, 'DMA').replace('     2', '    -2'))
    expect([zonesOf(reading), reading.unread.length]).toEqual([[], 1])
  })

  it('64 orders are read, more are not', () => {
    const counts = Array.from({ length: 64 }, (_, order) => order)
    expect(zonesOf(readKernelText(row(0, 'DMA', counts)))[0]?.counts).toEqual(counts)
    const reading = readKernelText(row(0, 'DMA', [...counts, 1]))
    expect([zonesOf(reading).length, reading.unread.length]).toEqual([0, 1])
  })

  it('a count of any width beside others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 2 ** 31 - 1 }), { minLength: 2, maxLength: 20 }),
        (counts) => {
          expect(zonesOf(readKernelText(row(3, 'Movable', counts)))[0]).toEqual({
            node: 3,
            zone: 'Movable',
            counts,
          })
        },
      ),
    )
  })
})

describe('large texts', () => {
  it('a million zones are one snapshot', () => {
    const rows: string[] = []
    for (let node = 0; node < 1_000_000; node++) rows.push(`Node ${node}, zone Normal 1 2 3\n`)
    const { snapshots, unread } = read(rows.join(''), 1 << 18)
    expect([snapshots.length, unread.length]).toEqual([1, 0])
    const zones = snapshots.at(0)?.zones
    expect(zones).toHaveLength(1_000_000)
    expect(zones?.[999_999]).toEqual({ node: 999_999, zone: 'Normal', counts: [1, 2, 3] })
  }, 60_000)

  it('plain rows, others between them, and damaged ones keep their lines and snapshots', () => {
    const parts: string[] = []
    for (let i = 0; i < 20_000; i++) {
      parts.push(row(0, 'DMA', COUNTS.with(0, i)), row(0, 'Normal', COUNTS.with(1, i)))
      if (i % 1000 === 7) parts.push(`second ${i}\nNode 0, zone  HighMem 1 x2 3\n`)
    }
    const text = parts.join('')
    for (const chunk of [997, 1 << 16, text.length]) {
      const { snapshots, unread } = read(text, chunk)
      expect(snapshots).toHaveLength(20_000)
      expect(snapshots.at(12_345)?.zones).toEqual([
        { node: 0, zone: 'DMA', counts: COUNTS.with(0, 12_345) },
        { node: 0, zone: 'Normal', counts: COUNTS.with(1, 12_345) },
      ])
      expect(unread.slice(0, 2).map(({ line }) => line)).toEqual([18, 2020])
      expect(unread).toHaveLength(20)
    }
  }, 30_000)

  it.each([
    ['blanks', ' '],
    ['digits', '1'],
    ['heads of rows', 'Node 0, zone '],
    ['counts without an end', '1*4kB '],
    ['quote marks', '> '],
    ['opened tags', '<a '],
    ['soft breaks', '='],
    ['braces', '{"a":['],
  ])(
    'a line of 20 MB of %s takes time by its size alone',
    (_, unit) => {
      const line = unit.repeat(Math.ceil(20_000_000 / unit.length))
      const start = process.cpuUsage()
      const { found } = read(`${row(0, 'DMA')}${line}\n${row(0, 'Normal')}`, 1 << 18)
      const { user, system } = process.cpuUsage(start)
      expect(found).toContain('buddyinfo')
      expect((user + system) / 1e6).toBeLessThan(15)
    },
    60_000,
  )

  it('a line that goes on past all bounds is left out, and what follows it is read', () => {
    const reading = read(`${row(0, 'DMA')}${'x'.repeat(40_000_000)}\n${row(0, 'Normal')}`, 1 << 20)
    expect(zonesOf(reading).map(({ zone }) => zone)).toEqual(['DMA', 'Normal'])
    expect(whys(reading)).toEqual(['a line of more than 32 MiB: it was not read to its end'])
  }, 60_000)

  it('tells of many broken lines without listing them all', () => {
    const { unread } = read('Node 0, zone Normal 1 2 x3 4\n'.repeat(100_000), 1 << 18)
    expect(unread).toHaveLength(1001)
    expect(unread.at(-1)?.why).toBe('and 99000 more lines after it')
  }, 60_000)

  it('a mail in quoted-printable longer than a window', () => {
    const prose =
      'The quick brown fox, and what it read about the state of memory on that =\nday.\n'
    const broken = `Node 0, zone   Normal      1      0      0      1      2      1      1   =\n   0      1      1      3=20\n`
    const reading = readKernelText(`${prose.repeat(2000)}> =3D=20\n${broken}${prose.repeat(2000)}`)
    expect(zonesOf(reading)).toEqual([{ node: 0, zone: 'Normal', counts: COUNTS }])
  })

  it('UTF-16, as other systems write it', () => {
    const text = `\ufeff${row(0, 'DMA')}# naïve 😀\n${row(0, 'Normal')}`
    const bytes = new Uint8Array(Uint16Array.from(text, (char) => char.charCodeAt(0)).buffer)
    for (const chunk of [1, 3, bytes.length]) expect(zonesOf(read(bytes, chunk))).toHaveLength(2)
  })
})
