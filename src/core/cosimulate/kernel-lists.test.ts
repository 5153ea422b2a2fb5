import { describe, expect, it } from 'vitest'
import { readKernelLists } from './kernel-lists.ts'
import { readModel } from './read-capture.ts'
import { TraceReader } from './trace-events.ts'

const rows = (...lines: string[]) => lines.map((line) => line.replaceAll(' ', '\t')).join('\n')
const events = () => new TraceReader().end() as never
const zone = 'Z 0 DMA32 4096 8192'

describe('the kernel’s lists', () => {
  it('are read in their order', () => {
    const lists = readKernelLists(
      rows(
        '# head',
        zone,
        'N 0 DMA32 10 1',
        'F 0 DMA32 10 1 5120',
        'F 0 DMA32 2 0 4100',
        'P 0 DMA32 0 4 4096 0',
        'C 0 DMA32 0 2',
      ),
    )
    expect(lists).toEqual({
      maxOrder: 10,
      zones: [
        {
          node: 0,
          zone: 'DMA32',
          startPfn: 4096,
          pages: 8192,
          free: [
            { order: 10, type: 1, pfn: 5120 },
            { order: 2, type: 0, pfn: 4100 },
          ],
          pcp: [{ order: 1, type: 1, pfn: 4096 }],
        },
      ],
    })
  })

  it.each([
    ['', /no zone/],
    [rows('Z 0 DMA32 x 8192'), /number/],
    [rows('Z 0 DMA32 4096 99999999999'), /number/],
    [rows('Z 0 DMA32 4096 99999999'), /more than/],
    [rows('Z 0 Device 4096 8192'), /not known/],
    [rows(zone, zone), /twice/],
    [rows(zone, 'Z 0 Normal 12287 8192'), /overlap/],
    [rows('F 0 DMA32 0 0 4096'), /no Z row/],
    [rows(zone, 'F 0 DMA32 16 0 4096'), /above/],
  ])('that cannot be are refused: %j', (text, message) => {
    expect(readKernelLists(text)).toMatchObject({ message: expect.stringMatching(message) })
  })

  it.each([
    ['not aligned', rows(zone, 'F 0 DMA32 1 0 4097')],
    ['out of the zone', rows(zone, 'F 0 DMA32 0 0 4095')],
    ['past its end', rows(zone, 'F 0 DMA32 0 0 12288')],
    ['free twice', rows(zone, 'F 0 DMA32 1 0 4096', 'F 0 DMA32 0 0 4097')],
  ])('with a block that is %s are refused', (_, lists) => {
    const model = readModel({ lists, pagetypeinfo: null, kpageflags: null }, '6.1', events())
    expect(model).toMatchObject({ message: expect.stringContaining('cannot be free') })
  })
})
