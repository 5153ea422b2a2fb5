// The fast path against the general one: whatever the lines are, both read the same.

import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { buddyinfoRow } from '../kernel-print/buddyinfo.ts'
import { Reader, readKernelText } from './reader.ts'
import type { Reading } from './reading.ts'

const COUNTS = [1, 0, 0, 1, 2, 1, 1, 0, 1, 1, 3]
const row = (node: number, zone: string, counts: readonly number[] = COUNTS) =>
  `${buddyinfoRow(node, zone, counts)}\n`
const zonesOf = ({ snapshots }: Reading) => [...snapshots].flatMap(({ zones }) => zones)

function read(text: string, chunk: number): Reading {
  const reader = new Reader()
  for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk))
  return reader.end()
}

describe('the fast path reads what the general one does', () => {
  // A blank before a line keeps it off the fast path.
  const general = (text: string) => readKernelText(text.replace(/^/gm, ' '))

  it('rows', () => {
    const count = fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: 999_999 }), fc.nat({ max: 9_999_999 }))
    const rows = fc.array(
      fc.tuple(fc.nat({ max: 3 }), fc.array(count, { minLength: 11, maxLength: 11 })),
    )
    fc.assert(
      fc.property(rows, (all) => {
        const text = all.map(([node, counts]) => row(node, 'Normal', counts)).join('')
        expect([...readKernelText(text).snapshots]).toEqual([...general(text).snapshots])
      }),
    )
  })

  it('rows that are nearly plain, in any chunks', () => {
    // The same reader, told that no line is plain.
    const onlyGeneral = (text: string): Reading => {
      const plain = vi.spyOn(Reader.prototype, 'plain').mockImplementation((_, from) => from)
      try {
        return readKernelText(text)
      } finally {
        plain.mockRestore()
      }
    }
    const cell = fc.oneof(
      {
        weight: 30,
        arbitrary: fc
          .oneof(fc.nat({ max: 9 }), fc.nat({ max: 1100 }), fc.nat({ max: 999_999 }))
          .map((count) => `${String(count).padStart(6)} `),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '1234567 ',
          '       ',
          '     1',
          '    1 2 ',
          '   1 23 ',
          '1     2 ',
          ' 12 34 ',
          '000000 ',
          '-    1 ',
          '    -1 ',
          '    1: ',
          '    :1 ',
          '   1,2 ',
          '     1\t',
          '\t    1 ',
          '    1\0 ',
          '\0    1 ',
          '    1\u00a0 ',
          '     é ',
          '  0x12 ',
          '     1\0',
          '     12',
          '1      ',
          '>100000 ',
          '0.123 ',
          '     1\n',
          '     1\r',
          '     1\r\n',
        ),
      },
    )
    const head = fc.oneof(
      {
        weight: 12,
        arbitrary: fc.constantFrom(
          'Node 0, zone      DMA ',
          'Node 0, zone   Normal ',
          'Node 1, zone   Normal ',
          'Node 12, zone  Movable ',
        ),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'Node 1000, zone   Normal ',
          'Node 0, zone Normal ',
          'Node 0, zone   Normal',
          'Node 0, zone   Normal:',
          'node 0, zone   Normal ',
          'Node 0, zone   Norma1 ',
          'Node 0, zone  Normal32 ',
          'Node 0, zone LongerThanEight ',
          '',
          '  ',
          'Nod',
        ),
      },
    )
    const end = fc.oneof(
      { weight: 12, arbitrary: fc.constant('\n') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('\r\n', '\r\r\n', 'x\n', '0\n', ' \n', '...\n', '=\n', '\r', ''),
      },
    )
    const size = fc.oneof(
      { weight: 12, arbitrary: fc.constant(11) },
      { weight: 1, arbitrary: fc.nat({ max: 66 }) },
    )
    const line = fc
      .tuple(head, size, fc.boolean(), end)
      .chain(([before, cells, isTrimmed, after]) =>
        fc.array(cell, { minLength: cells, maxLength: cells }).map((all) => {
          const text = before + all.join('')
          return (isTrimmed ? text.trimEnd() : text) + after
        }),
      )
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 30 }),
        fc.integer({ min: 1, max: 4000 }),
        (lines, chunk) => {
          const text = lines.join('')
          const general = onlyGeneral(text)
          for (const fast of [readKernelText(text), read(text, chunk)]) {
            expect([...fast.snapshots]).toEqual([...general.snapshots])
            expect(fast.unread).toEqual(general.unread)
          }
        },
      ),
      { numRuns: 1000 },
    )
  }, 60_000)

  it('one count alone, which may be a part of another, is not taken', () => {
    const reading = readKernelText(`${row(0, 'Normal')}Node 0, zone   Normal 100000\n`)
    expect([zonesOf(reading).length, reading.unread.length]).toEqual([1, 1])
  })

  it('counts of 65536 and more keep all their bits', () => {
    const counts = [0, 65_535, 65_536, 131_071, 999_999, 100_000, 1, 0, 0, 70_000, 3]
    const text = row(0, 'DMA') + row(0, 'Normal', counts).repeat(3)
    expect(zonesOf(readKernelText(text)).map((zone) => zone.counts)).toEqual([
      COUNTS,
      counts,
      counts,
      counts,
    ])
  })

  it('events', () => {
    const event = fc
      .tuple(
        fc.nat({ max: 10 }),
        fc.nat({ max: 10 }),
        fc.nat({ max: 13 }),
        fc.nat({ max: 5 }),
        fc.nat(),
        fc.nat({ max: 999_999 }),
        fc.boolean(),
      )
      .map(([order, from, block, type, pfn, micros, isHex]) => {
        const time = `    15.${String(micros).padStart(6, '0')}`
        const frame = isHex ? `0x${pfn.toString(16)}` : pfn
        return `         wlpipes-84      [000] d..3. ${time}: mm_page_alloc_extfrag: page=000000004a398a05 pfn=${frame} alloc_order=${order} fallback_order=${from} pageblock_order=${block} alloc_migratetype=${type} fallback_migratetype=${5 - type} fragmenting=0 change_ownership=${type % 2}\n`
      })
    fc.assert(
      fc.property(fc.array(event, { minLength: 1 }), (events) => {
        const text = events.join('')
        const { total, events: fast } = readKernelText(text).extfragEvents
        expect(total).toBe(events.length)
        expect([...fast]).toEqual([...general(text).extfragEvents.events])
      }),
    )
  })
})
