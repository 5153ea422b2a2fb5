// Rows of /proc/buddyinfo that stand there twice, and rows that the text's end cuts off.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buddyinfoRow } from '../kernel-print/buddyinfo.ts'
import { readKernelText } from './reader.ts'

const row = (zone: string, counts: readonly number[], node = 0) =>
  `${buddyinfoRow(node, zone, counts)}\n`
const ZONES: readonly (readonly [string, readonly number[]])[] = [
  ['DMA', [0, 0, 1, 3]],
  ['DMA32', [7, 5, 0, 21]],
  ['Normal', [90_001, 800, 4, 0]],
]
const rows = ZONES.map(([zone, counts]) => row(zone, counts))
const picture = [...readKernelText(rows.join('')).snapshots].map(({ zones }) => zones)
const twice = (line: string) => line + line

describe('rows that stand there twice', () => {
  it.each([
    ['as they are', twice],
    ['behind a stamp', (line: string) => `${line}[  12.5] ${line}`],
    ['behind two', (line: string) => `[  12.5] ${line}Mar  5 01:02:03 db kernel: [  12.5] ${line}`],
  ])('%s: one snapshot, told once', (_, change) => {
    const { snapshots, unread } = readKernelText(rows.map(change).join(''))
    expect([...snapshots].map(({ zones }) => zones)).toEqual(picture)
    expect(unread.map(({ line }) => line)).toEqual([1])
  })

  it('moments that all are doubled keep their order', () => {
    const later = rows.map((line) => line.replace(' 3 ', ' 4 ').replace('800', '801'))
    const text = [...rows, ...later, ...rows].map(twice).join('')
    const { snapshots } = readKernelText(`before\n${rows.join('')}\n2031-01-02 03:04:05\n${text}`)
    const normal = [...snapshots].map(({ zones }) => [zones.length, zones.at(-1)?.counts[1]])
    expect(normal).toEqual([
      [3, 800],
      [3, 800],
      [3, 801],
      [3, 800],
    ])
    expect([...snapshots].map(({ at }) => at)).toEqual([null, '2031-01-02 03:04:05', null, null])
  })

  it('what is told of a row is told of the right one', () => {
    const short = row('Normal', [9, 9])
    const text = [...rows.slice(0, 2).map(twice), twice(short), '\nthe end\n'].join('')
    expect(readKernelText(text).unread).toEqual([
      { line: 1, why: 'from here on rows stand there twice: they are read once' },
      { line: 5, why: '2 counts where the other rows have 4' },
    ])
  })

  it.each([
    ['one zone, each second', row('Normal', [1, 2, 3, 4]).repeat(6), 6],
    ['one zone of two, each second', rows.join('') + row('Normal', [1, 2, 3, 4]).repeat(4), 5],
    [
      'one zone, and then another',
      row('DMA32', [1, 2, 3]).repeat(4) + row('Normal', [4, 5, 6]).repeat(4),
      7,
    ],
    ['two zones in turn', twice(row('DMA', [1, 2, 3]) + row('Normal', [4, 5, 6])), 2],
    ['one pair', rows.join('') + twice(row('Normal', [1, 2, 3, 4])), 3],
    ['of two nodes', twice(row('Normal', [1, 2, 3]) + row('Normal', [1, 2, 3], 1)), 2],
  ])('%s: nothing is doubled', (_, text, snapshots) => {
    const reading = readKernelText(text)
    expect([reading.snapshots.length, reading.unread]).toEqual([snapshots, []])
  })

  it('any moments, doubled, read as they do once', () => {
    const counts = fc.array(fc.nat({ max: 99_999 }), { minLength: 4, maxLength: 4 })
    const moment = fc.tuple(counts, counts, counts)
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 6 }), (moments) => {
        const lines = moments.flatMap((all) => all.map((of, i) => row(ZONES[i]?.[0] ?? '', of)))
        const zonesOf = (text: string) =>
          [...readKernelText(text).snapshots].map(({ zones }) => zones)
        expect(zonesOf(lines.map(twice).join(''))).toEqual(zonesOf(lines.join('')))
      }),
    )
  })
})

describe("rows that the text's end cuts off", () => {
  const text = rows.join('')

  it('are left out, wherever between two counts it is', () => {
    const start = text.indexOf('Node', text.indexOf('DMA32')) + 'Node 0, zone   Normal '.length
    for (let end = start + 8; end < text.length - 7; end += 7)
      for (const after of ['', '\n', '\n\n \n']) {
        const { snapshots, unread } = readKernelText(text.slice(0, end).trimEnd() + after)
        expect([...snapshots].map(({ zones }) => zones)).toEqual([picture[0]?.slice(0, 2)])
        expect(unread.map(({ line }) => line)).toEqual([3])
      }
  })

  it('are short rows where something comes below', () => {
    const { snapshots, unread } = readKernelText(`${text.slice(0, -16)}\n$ \n`)
    expect(snapshots.at(0)?.zones.at(-1)?.counts).toEqual([90_001, 800])
    expect(unread).toHaveLength(1)
  })

  it('are short rows where they were written by hand', () => {
    const { snapshots, unread } = readKernelText(text.replace(/ +/g, ' ').slice(0, -5))
    expect(snapshots.at(0)?.zones.at(-1)?.counts).toEqual([90_001, 800])
    expect(unread).toEqual([{ line: 3, why: '2 counts where the other rows have 4' }])
  })

  it('are whole where all rows of that snapshot are as long', () => {
    const other = row('DMA', [1, 2]) + row('Normal', [3, 4])
    const { snapshots } = readKernelText(`${text}\nanother machine:\n${other}`)
    expect(snapshots.at(1)?.zones.map(({ counts }) => counts.length)).toEqual([2, 2])
  })

  it('are left out where strace cut them, and what it cut of the others', () => {
    const { snapshots, unread } = readKernelText(
      `read(3, "${text.replaceAll('\n', '\\n').slice(0, -14).trimEnd()}"..., 131072) = 243\nwrite(1, "${rows[0]?.slice(0, 40)}"..., 243) = 243\n`,
    )
    expect([...snapshots].map(({ zones }) => zones)).toEqual([picture[0]?.slice(0, 2)])
    expect(unread.map(({ line }) => line)).toEqual([1, 2])
  })
})
