// Rows of several machines in one text.

import { describe, expect, it } from 'vitest'
import { buddyinfoRow } from '../kernel-print/buddyinfo.ts'
import { Reader, readKernelText } from './reader.ts'
import type { Reading } from './reading.ts'

const ZONES = ['DMA', 'DMA32', 'Normal']
/** Row `z` of host `h`: its first count tells both. */
const row = (h: number, z: number) => buddyinfoRow(0, ZONES[z] as string, [h * 10 + z, 0, 1, 2])
const of = (host: string, h: number, z: number) => `${host}: ${row(h, z)}\n`
const block = (host: string, h: number) => [0, 1, 2].map((z) => of(host, h, z)).join('')
const firsts = ({ snapshots }: Reading) =>
  [...snapshots].map(({ zones }) => zones.map(({ counts }) => counts[0]))
const told = ({ unread }: Reading) => unread.map(({ line, why }) => `${line}: ${why}`)

describe('rows behind the names of hosts', () => {
  it('in turn: the first host is read, the others are left out and told', () => {
    const text = [0, 1, 2].map((z) => of('a1', 1, z) + of('b2', 2, z) + of('c3', 3, z)).join('')
    const reading = readKernelText(text)
    expect(firsts(reading)).toEqual([[10, 11, 12]])
    expect(told(reading)).toEqual([
      '2: rows of another machine, "b2", between those of "a1": left out',
      '3: rows of another machine, "c3", between those of "a1": left out',
    ])
  })

  it('in turn, time and again: as many moments of the first', () => {
    const once = [0, 1, 2].map((z) => of('a1', 1, z) + of('b2', 2, z)).join('')
    const reading = readKernelText(once.repeat(3))
    expect(firsts(reading)).toEqual([
      [10, 11, 12],
      [10, 11, 12],
      [10, 11, 12],
    ])
    expect(told(reading)).toHaveLength(1)
  })

  it('one host after the other: each a moment, and told', () => {
    const reading = readKernelText(block('a1', 1) + block('b2', 2) + block('c3', 3))
    expect(firsts(reading)).toEqual([
      [10, 11, 12],
      [20, 21, 22],
      [30, 31, 32],
    ])
    expect([...reading.snapshots].map(({ line }) => line)).toEqual([1, 4, 7])
    expect(told(reading)).toEqual([
      '4: rows of "b2" below those of "a1": read as the next moment',
      '7: rows of "c3" below those of "a1": read as the next moment',
    ])
  })

  it('names of moments are not told', () => {
    const reading = readKernelText(block('before', 1) + block('after', 2))
    expect([firsts(reading), reading.unread]).toEqual([
      [
        [10, 11, 12],
        [20, 21, 22],
      ],
      [],
    ])
  })

  it('under headings', () => {
    const indented = (host: string, h: number) =>
      `${host}:\n${[0, 1, 2].map((z) => `    ${row(h, z)}\n`).join('')}`
    const reading = readKernelText(indented('a1', 1) + indented('b2', 2))
    expect(firsts(reading)).toEqual([
      [10, 11, 12],
      [20, 21, 22],
    ])
    expect(told(reading)).toHaveLength(1)
  })

  it.each([
    ['one host', block('a1', 1) + block('a1', 2), 2],
    ['a date between', `${block('a1', 1)}2031-01-02 03:04:05\n${block('b2', 2)}`, 2],
  ])('%s: nothing is told', (_, text, moments) => {
    const reading = readKernelText(text)
    expect([reading.snapshots.length, reading.unread]).toEqual([moments, []])
  })

  it('rows of no host below come after', () => {
    const plain = [0, 1, 2].map((z) => `${row(4, z)}\n`).join('')
    for (const chunk of [7, 1 << 16]) {
      const reader = new Reader()
      const text = plain + block('a1', 1) + block('b2', 2) + plain
      for (let at = 0; at < text.length; at += chunk) reader.push(text.slice(at, at + chunk))
      expect(firsts(reader.end())).toEqual([
        [40, 41, 42],
        [10, 11, 12],
        [20, 21, 22],
        [40, 41, 42],
      ])
    }
  })

  it('more rows than may wait', () => {
    const reading = readKernelText(of('a1', 1, 0) + of('b2', 2, 0).repeat(9000))
    expect(reading.snapshots).toHaveLength(9001)
  })
})
