import { describe, expect, it } from 'vitest'
import { isRefusal, type PageEvents, TraceReader } from './trace-events.ts'

const HEAD = '# entries-in-buffer/entries-written: 4/4   #P:1\n'
const BEFORE = ' init-1       [000] .....     8.965111: tracing_mark_write: SNAP_BEFORE_END\n'
const AFTER = ' init-1       [000] .....     9.965111: tracing_mark_write: SNAP_AFTER_START\n'

function read(text: string, piece = text.length) {
  const reader = new TraceReader()
  for (let at = 0; at < text.length; at += piece) reader.push(text.slice(at, at + piece))
  return reader.end()
}

function eventsOf(text: string, piece?: number) {
  const events = read(text, piece)
  if (isRefusal(events)) throw new Error(events.message)
  return Array.from({ length: events.length }, (_, index) => events.at(index))
}

const event = (name: string, rest: string, flags = 'd..3.', cpu = '000') =>
  `       wl mix-89      [${cpu}] ${flags}    11.168183: ${name}: page=(____ptrval____) ${rest}\n`

describe('a trace', () => {
  it('is read from the end of one snapshot to the start of the next', () => {
    const take = event(
      'mm_page_alloc_zone_locked',
      'pfn=0xadd8 order=0 migratetype=1 percpu_refill=1',
    )
    expect(eventsOf(HEAD + take + BEFORE + take + AFTER + take)).toEqual([
      {
        kind: 'take',
        line: 4,
        cpu: 0,
        pfn: 0xadd8,
        order: 0,
        type: 1,
        foundOrder: 0,
        foundType: 0,
        isOwned: false,
      },
    ])
  })

  it('has decimal pfns and four flags in 5.10', () => {
    const drain = event('mm_page_pcpu_drain', 'pfn=127406 order=3 migratetype=2', 'd...', '012')
    expect(eventsOf(BEFORE + drain)[0]).toMatchObject({
      kind: 'drain',
      pfn: 127406,
      order: 3,
      type: 2,
      cpu: 12,
    })
  })

  it('tells of a fallback what was found, and the pageblock order', () => {
    const events = read(
      BEFORE +
        event(
          'mm_page_alloc_extfrag',
          'pfn=0x5760 alloc_order=1 fallback_order=10 pageblock_order=11 alloc_migratetype=2 fallback_migratetype=1 fragmenting=1 change_ownership=1',
        ),
    ) as PageEvents
    expect(events.pageblockOrder).toBe(11)
    expect(events.at(0)).toMatchObject({
      kind: 'fallback',
      pfn: 0x5760,
      order: 1,
      foundOrder: 10,
      type: 2,
      foundType: 1,
      isOwned: true,
    })
  })

  it('leaves out what is no event of a block', () => {
    const text = [
      event('mm_page_free_batched', 'pfn=0x1 order=0'),
      event('mm_page_free', 'pfn=0x1 order=-1'),
      event('mm_page_free', 'pfn=0xffffffffff order=0'),
      event('mm_page_free', 'pfn=0x1 order=99'),
      event('mm_page_alloc', 'pfn=0x1 order=0'),
      'mm_page_free: page=1 pfn=0x1 order=0\n',
      `${'x'.repeat(200_000)} ${event('mm_page_free', 'pfn=0x1 order=0')}`,
      event('mm_page_free', 'pfn=0x1 ord').trimEnd(),
    ].join('')
    expect(eventsOf(BEFORE + text)).toEqual([])
  })

  it('reads the same in whatever pieces it comes', () => {
    const text = HEAD + BEFORE + event('mm_page_free', 'pfn=0x1f order=2').repeat(50) + AFTER
    const whole = eventsOf(text)
    expect(whole.length).toBe(50)
    for (const piece of [1, 7, 64]) expect(eventsOf(text, piece)).toEqual(whole)
  })

  it('holds as many events as come', () => {
    const events = eventsOf(BEFORE + event('mm_page_free', 'pfn=0x1f order=2').repeat(5000))
    expect([events.length, events[4999]?.line]).toEqual([5000, 5001])
  })

  it.each([
    ['# entries-in-buffer/entries-written: 8745/15889   #P:1\n', 1, 'the trace lost 7144 events'],
    [`${HEAD}${BEFORE}CPU:0 [LOST 123 EVENTS]\n`, 3, 'the trace lost 123 events'],
  ])('that lost events is refused: %j', (text, line, message) => {
    expect(read(text)).toEqual({ line, message })
  })

  it('without a snapshot before it is refused, unless nothing happens in it', () => {
    const take = event('mm_page_alloc_zone_locked', 'pfn=0xadd8 order=0 migratetype=1')
    expect(read(HEAD + take)).toMatchObject({ line: 2 })
    expect(eventsOf('')).toEqual([])
    expect(eventsOf('\u0000\uffff\n\n')).toEqual([])
  })
})
