import { describe, expect, it } from 'vitest'
import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import { tableCsv, tableMarkdown, ticketText } from './ticket.ts'

const DIAGNOSIS = diagnose(readKernelText('Node 0, zone   Normal   1200      0      3      0 '), {
  snapshot: null,
  pageSize: null,
})

describe('a diagnosis as text for a ticket', () => {
  it('has the sentence, the zones, the findings and what to do, with plain digits', () => {
    expect(ticketText(DIAGNOSIS).split('\n').slice(0, 11)).toEqual([
      'Zone Normal cannot give 32 KiB.',
      '4.73 MiB is free in zone Normal. It stands in blocks of 16 KiB and less, so a 32 KiB block needs compaction first. The text has no watermarks, so they are not counted.',
      '',
      'Zones, from /proc/buddyinfo:',
      '  Node 0, zone Normal: 4.73 MiB is free, in blocks of up to 16 KiB (order 2), 3 of them.',
      '    order 3: network buffers, slabs (32 KiB): no',
      '    Nothing of order 3 is free: 1212 pages (4.73 MiB) stand in 1203 blocks. 99 % of it is in blocks of 4 KiB and less. The fragmentation index for order 3 is 0.874: nearer 1, so the memory is there, in pieces.',
      '    free blocks by order: 1200 0 3 0',
      '',
      'Findings:',
      '  !! Zone Normal has 1212 pages (4.73 MiB) free and cannot give order 3 (32 KiB). Its largest free block is 16 KiB (order 2). Network buffers, kernel stacks and slabs ask for up to order 3; a request that may wait is reclaimed and compacted for, and ends in an OOM kill where that does not help, while one that may not wait fails at once.',
    ])
  })
})

describe('the table of a diagnosis', () => {
  it('is a row an order as CSV', () => {
    expect(tableCsv(DIAGNOSIS.zones)).toBe(
      [
        'node,zone,order,block bytes,free blocks,free bytes,share,times by its blocks,could be served,unusable index,fragmentation index',
        '0,Normal,0,4096,1200,4915200,0.990,1212,1212,0.000,-1.000',
        '0,Normal,1,8192,0,0,0.000,6,6,0.990,-1.000',
        '0,Normal,2,16384,3,49152,0.009,3,3,0.990,-1.000',
        '0,Normal,3,32768,0,0,0.000,0,0,1.000,0.874',
        '',
      ].join('\r\n'),
    )
  })

  // 1 212 pages free, of which 1 200 − 1 000 − 0 … : order 0 leaves more than 1 000 for 211 pages, order 2 for
  // ⌊(1 212 − 3 − 1 000 + 3) / 4⌋ = 53, of which 3 are there.
  it('tells what the marks let go beside what the blocks hold', () => {
    const marks = (min: number) =>
      [
        'Node 0, zone   Normal',
        '  pages free 1212',
        `        min ${min}`,
        `        low ${min}`,
        `        high ${min}`,
        '        protection: (0, 0)',
      ].join('\n')
    const rowsOf = (min: number) =>
      tableCsv(
        diagnose(
          readKernelText(`Node 0, zone   Normal   1200      0      3      0 \n${marks(min)}`),
          { snapshot: null, pageSize: null },
        ).zones,
      )
        .split('\r\n')
        .slice(1, 4)
        .map((row) => row.split(',').slice(7, 9))
    expect(rowsOf(1000)).toEqual([
      ['1212', '212'],
      ['6', '6'],
      ['3', '3'],
    ])
    expect(rowsOf(1212)).toEqual([
      ['1212', '0'],
      ['6', '0'],
      ['3', '0'],
    ])
  })

  it('is the same as Markdown', () => {
    expect(tableMarkdown(DIAGNOSIS.zones).split('\n').slice(1, 3)).toEqual([
      '| --: | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: |',
      '| 0 | Normal | 0 | 4096 | 1200 | 4915200 | 0.990 | 1212 | 1212 | 0.000 | -1.000 |',
    ])
  })

  it('keeps names of the text from being a formula, a cell or a column', () => {
    const [zone] = DIAGNOSIS.zones
    const named = (name: string) => (zone ? [{ ...zone, zone: name }] : [])
    expect(tableCsv(named('=cmd()')).split('\r\n')[1]).toMatch(/^0,'=cmd\(\),0,/)
    expect(tableCsv(named('a,"b"')).split('\r\n')[1]).toMatch(/^0,"a,""b""",0,/)
    expect(tableMarkdown(named('a|b')).split('\n')[2]).toMatch(/^\| 0 \| a\\\|b \|/)
  })
})
