import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf } from './line.ts'
import { linesIn } from './markup.ts'
import {
  decodeQuotedPrintable,
  endsSoftly,
  joinSoftly,
  looksQuotedPrintable,
} from './quoted-printable.ts'
import { dateLine, watchHead } from './stamp.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'

describe('what stands around a line', () => {
  it.each([
    ['> > > > x: page allocation', 'x: page allocation'],
    ['>>>>>> x: page allocation', 'x: page allocation'],
    ['> | Node 0 DMA: 1*4kB', 'Node 0 DMA: 1*4kB'],
    ['>100000 93493 41359', '>100000 93493 41359'],
    ['> >100000 93493', '>100000 93493'],
    ['[   47.576076] init: page', 'init: page'],
    ['[71553.093623]kworker/1: 0: page', 'kworker/1: 0: page'],
    ['[  +0.002367] CPU: 0', 'CPU: 0'],
    ['[   37.052923][ T9185] a.out invoked', 'a.out invoked'],
    ['[Wed May 23 16:58:12 2018] Mem-Info:', 'Mem-Info:'],
    ['<4>[   12.345678] Mem-Info:', 'Mem-Info:'],
    ['kern  :warn  : [   12.345678] Mem-Info:', 'Mem-Info:'],
    ['Nov  3 10:11:12 host kernel: [12345.678901] Mem-Info:', 'Mem-Info:'],
    ['Nov  3 10:11:12 host kernel: : Mem-Info:', 'Mem-Info:'],
    ['May 10 18:03:22 [server] kernel: [process_e]: page', '[process_e]: page'],
    ['2024-11-03T10:11:12.123456+01:00 host kernel: Mem-Info:', 'Mem-Info:'],
    ['2024-11-03 10:11:12 Mem-Info:', 'Mem-Info:'],
    ['/var/log/kern.log:Nov  3 10:11:12 host kernel: Mem-Info:', 'Mem-Info:'],
    ['11-03 10:11:12.123     0     0 W Mem-Info:', 'Mem-Info:'],
    ['[  123.456789]  [3:           java: 1234] Mem-Info:', 'Mem-Info:'],
    ['# pages free 3', 'pages free 3'],
    [' * pages free 3', 'pages free 3'],
    ['+  pages free 3', 'pages free 3'],
    ['  12  pages free 3', 'pages free 3'],
    ['kworker/0:1: page allocation failure', 'kworker/0:1: page allocation failure'],
    ['irq/5-600c0004.: page allocation failure', 'irq/5-600c0004.: page allocation failure'],
    ['{"log":"Mem-Info:\\n","stream":"stdout"}', 'Mem-Info:\\n","stream":"stdout"}'],
    ['-1.000 0.996', '-1.000 0.996'],
    ['4,1339,5140900123,-;oom-kill:constraint=X', 'oom-kill:constraint=X'],
    ['6,2,51,c,caller=T12;Mem-Info:', 'Mem-Info:'],
    ['    MESSAGE=memory: usage 8kB', 'memory: usage 8kB'],
    ['\t"MESSAGE" : "memory: usage 8kB",', 'memory: usage 8kB'],
    ["  - message: 'Mem-Info:'", 'Mem-Info:'],
    ['- message: x invoked oom-killer', 'x invoked oom-killer'],
    ['2031-01-02T03:04:05.123456789Z stderr F [  7.5] Mem-Info:', 'Mem-Info:'],
    ['2031-01-02T03:04:05.1Z stdout P Mem-Info:', 'Mem-Info:'],
    ['I0102 03:04:05.000001    7 kmsg_parser.go:42] Mem-Info:', 'Mem-Info:'],
    ['03:04:05.678 db-2.example> Mem-Info:', 'Mem-Info:'],
    ['"free:1 free_pcp:2"', 'free:1 free_pcp:2'],
    ['"free" is what "free" says', 'free" is what "free" says'],
    ['<idle>-0 x', '<idle>-0 x'],
  ])('%s', (raw, text) => {
    expect(lineOf(raw, 1).text).toBe(text)
  })

  it('a time stamp is kept: the date before the seconds since boot', () => {
    const at = (raw: string) => lineOf(raw, 1).at
    expect(at('Nov  3 10:11:12 host kernel: [12345.678901] x')).toBe('Nov  3 10:11:12')
    expect(at('[12345.678901] x')).toBe('12345.678901')
    expect(at('2024-11-03T10:11:12Z x')).toBe('2024-11-03T10:11:12Z')
    expect(at('x')).toBe(null)
  })

  it('a row begins wherever it does', () => {
    const row = (raw: string) => {
      const { node, zone, type } = lineOf(raw, 1).row ?? {}
      return [node, zone, type]
    }
    expect(row('free -tmNode 1, zone      DMA   1 2')).toEqual([1, 'DMA', null])
    expect(row('Node    0, zone   Normal, type      Movable   1')).toEqual([0, 'Normal', 'Movable'])
    expect(row('[1.2] zone   Normal, type    Unmovable')).toEqual([0, 'Normal', 'Unmovable'])
    expect(row('Node 0, zone   Normal: 1 2 3 4')).toEqual([0, 'Normal', null])
    expect(lineOf('Node 0, zone DMA: page owner found early allocated 0 pages', 1).row).toBe(null)
    expect(lineOf('Node <node_id>, zone <zone_name> <order0>', 1).row).toBe(null)
  })
})

describe('lines in a line', () => {
  it.each([
    ['a<br>b<br/>', ['a', 'b']],
    ['<p class="x">a</p>b', ['', 'a', 'b']],
    ['<td>1</td><td>2</td>', [' 1  2 ']],
    ['a&nbsp;&gt;&#49;&#x32;', ['a\u0020>12']],
    ['<idle>-0 [<c0100>] <IRQ> <NULL>', ['<idle>-0 [<c0100>] <IRQ> <NULL>']],
    ['kernel: free:1#012 active:2#011x', ['kernel: free:1', ' active:2 x']],
    ['"Node 0, zone DMA 1 2 \\nNode 0, zone"', ['"Node 0, zone DMA 1 2 ', 'Node 0, zone"']],
    ['$ cat Node 0, zone A 1 Node 1, zone A 2', ['$ cat Node 0, zone A 1 ', 'Node 1, zone A 2']],
    ['a\u00a0\u2003b\u200bc\tdé', ['a  bc dé']],
    ['\u001b[01;31mNode\u001b[m x', ['Node x']],
    ['min__________ 64', ['min  64']],
    ['__GFP_COMP|__GFP_ZERO', ['__GFP_COMP|__GFP_ZERO']],
    ['C:\\new', ['C:\\new']],
    ['4,1,2,-;active_anon:1\\x0a active_file:2', ['4,1,2,-;active_anon:1', ' active_file:2']],
    ['{"log":"active_anon:1\\n active_file:2"}', ['{"log":"active_anon:1', ' active_file:2"}']],
    ['Node\uff10, zone', ['Node0, zone']],
  ])('%s', (physical, lines) => {
    expect(linesIn(physical)).toEqual(lines)
  })
})

describe('quoted-printable', () => {
  const looks = (text: string) => {
    const bytes = encodeUtf8(text)
    return looksQuotedPrintable(bytes, 0, bytes.length)
  }

  it('is told by what only a mailer writes', () => {
    for (const text of ['nodemask=3D(null)', 'DMA=C2=A0 1', 'a=A0b', 'typical buddyinfo =20\n'])
      expect(looks(text)).toBe(true)
    for (const text of ['pfn=26235008 order=20\n', 'page=3dbfbc00', '=====\n', 'total = 4\n'])
      expect(looks(text)).toBe(false)
  })

  it('is undone, and numbers of the kernel are not', () => {
    expect(decodeQuotedPrintable('=3D=C2=A01 =A02 =20')).toBe('=\u00a01 \u00a02  ')
    expect(decodeQuotedPrintable('pfn=26235008 alloc_order=10')).toBe('pfn=26235008 alloc_order=10')
  })

  it('a soft break is one in such a body, and in a row that shows it alone', () => {
    expect(endsSoftly('typical prose =', true)).toBe(true)
    expect(endsSoftly('typical prose =', false)).toBe(false)
    expect(endsSoftly('Node 0, zone  DMA  1  2 =', false)).toBe(true)
    expect(endsSoftly('0*2048kB 0*819=', false)).toBe(true)
    expect(endsSoftly('0*2048kB 0*4096kB =', false)).toBe(false)
    expect(endsSoftly('=========', true)).toBe(false)
  })

  it('quote marks that a mailer repeats are no part of the line', () => {
    expect(joinSoftly('> > 1 2 =', '> > 3')).toBe('> > 1 2 3')
    expect(joinSoftly('> 1 2 =', '3')).toBe('> 1 2 3')
    expect(joinSoftly('> 1 =', '>100000')).toBe('> 1 >100000')
  })
})

describe('dates', () => {
  it.each([
    'Wed May 23 16:46:38 CST 2018',
    'Wed 23 May 2018 04:46:38 PM CEST',
    '2018-05-23T16:46:38+08:00',
    '2018-05-23 16:46:38',
    '1527065198',
    '16:46:38',
  ])('%s is a line of its own', (date) => {
    expect(dateLine(`=== ${date} ===`)).toBe(date)
    expect(dateLine(`at ${date} it stalled`)).toBe(null)
  })

  it('the head of watch', () => {
    const date = 'Wed May 23 16:46:38 2018'
    expect(watchHead(`Every 1.0s: cat /proc/buddyinfo      ${date}`)?.at).toBe(date)
    expect(watchHead(`Every 2,0s: cat /proc/buddyinfo   host: ${date}`)?.at).toBe(date)
    expect(watchHead('Every 2.0s: something')).toBe(null)
  })
})

describe('UTF-8', () => {
  it('there and back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bytes = encodeUtf8(text)
        expect(decodeUtf8(bytes, 0, bytes.length)).toBe(text)
      }),
    )
  })

  it('a byte that fits no sequence is the Latin-1 character', () => {
    expect(decodeUtf8(Uint8Array.of(0x41, 0xa0, 0xe2, 0x80, 0x42), 0, 5)).toBe(
      'A\u00a0\u00e2\u0080B',
    )
  })
})
