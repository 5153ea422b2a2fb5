import { describe, expect, test } from 'vitest'
import { FIRST_SOURCE } from '../../examples/first.ts'
import { WORKED } from '../../examples/worked.ts'
import { zoneCounts } from '../buddy/frame.ts'
import { formatBuddyinfo } from '../kernel-print/buddyinfo.ts'
import { formatScriptError } from '../script/parse.ts'
import { scriptOf } from '../script/script-of.ts'
import { LINUX_PARTS } from './linux.ts'
import { Run } from './run.ts'
import { runOf } from './run-of.ts'
import { Viewer } from './viewer.ts'

function viewerOf(source: string): Viewer {
  return new Viewer(finish(source))
}

function finish(source: string): Run {
  const run = runOf(source)
  while (!run.advance(7));
  return run
}

describe('the 32K example', () => {
  const viewer = viewerOf(FIRST_SOURCE)
  const counts = (step: number, small: number | null = null) =>
    zoneCounts(viewer.view({ step, small }).frame, 0, 1)

  test('has the counts of the worked example at every step, forwards and backwards', () => {
    const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    expect(steps.map((step) => counts(step))).toEqual(WORKED)
    expect(steps.toReversed().map((step) => counts(step))).toEqual(WORKED.toReversed())
  })

  test('takes the blocks of the worked example', () => {
    const { actions } = viewer.summary()
    const blocks = actions.map(
      ({ label, blocks }) =>
        `${label}: ${blocks.map(({ pfn, order }) => `${pfn}:${order}`).join(' ')}`,
    )
    expect(blocks).toEqual([
      'A 8K: 0:1',
      'B 4K: 2:0',
      'C 12K: 4:1 6:0',
      'D 4K: 3:0',
      'free B: 2:0',
      'free C: 4:1 6:0',
      'E 12K: 4:1 6:0',
      'F 8K: ',
    ])
  })

  test('says each action in a word, as the editor and the history show it', () => {
    const { actions } = viewer.summary()
    expect(actions.map(({ margin, brief }) => [margin, brief])).toEqual([
      ['pages 0–1', 'order 1 at 0'],
      ['page 2', 'splits 2–3'],
      ['pages 4–6', 'order 1 at 4, splits 6–7'],
      ['page 3', 'lowest of 7, 3'],
      ['no merge', 'no merge: D has 3'],
      ['6+7 merge', '6 and 7 merge'],
      ['pages 4–6', 'order 1 at 4, splits 6–7'],
      ['fails', 'fails: 2 and 7 are not together'],
    ])
  })

  test('explains the failure: enough is free, who stands in the way, both indices', () => {
    const { explanation, action } = viewer.view({ step: 8, small: null })
    expect(explanation.fact).toBe('F fails: 2 pages are free, but not side by side.')
    expect(explanation.why).toBe(
      'It asked for 8 KiB: 2 pages, order 1. Pages 2 and 7 stand alone, and neither can merge: D and E hold their buddies.',
    )
    expect(explanation.log).toBe('page allocation failure. order:1')
    expect(explanation.verdicts.map(({ text }) => text)).toEqual([
      'A holds both',
      'D holds 3',
      'E holds both',
      'E holds 6',
    ])
    expect(explanation.ties.map(({ text }) => text)).toEqual([
      'no merge: D has 3',
      'no merge: E has 6',
    ])
    expect(action?.failure).toMatchObject({
      order: 1,
      reason: 'fragmentation',
      freePages: 2,
      largestFreeOrder: 0,
      fragmentationIndex: 0,
      unusableIndex: 1000,
    })
  })

  test('explains D with the sum that finds its buddy', () => {
    const { explanation, events } = viewer.view({ step: 4, small: null })
    expect(explanation.fact).toBe('D gets page 3.')
    expect(explanation.why).toBe(
      'It asked for 4 KiB: one page, order 0. Free list 0 holds pages 7 and 3; the lowest address wins. The block fits exactly, so nothing is split.',
    )
    expect(
      explanation.arithmetic?.rows.map(({ label, value, bits, note }) => [
        label,
        value,
        bits,
        note,
      ]),
    ).toEqual([
      ['page', 3, '011', ''],
      ['XOR 2⁰', 1, '001', ''],
      ['buddy', 2, '010', 'held by B'],
    ])
    expect(events.map(({ text }) => text)).toEqual([
      'List 0 has pages 7 and 3',
      'Take the lowest address: page 3',
      'Give page 3 to D',
    ])
  })

  test('small steps show the moments in between and leave the step as it was', () => {
    expect(counts(2, 1)).toEqual([0, 3])
    expect(counts(2, 2)).toEqual([0, 2])
    expect(counts(2, 4)).toEqual([1, 2])
    expect(viewer.view({ step: 2, small: 2 }).explanation.fact).toBe(
      'Take the lowest address: the block at 2, order 1.',
    )
    expect(viewer.view({ step: 2, small: 99 }).position).toEqual({ step: 2, small: null })
    expect(counts(2)).toEqual([1, 2])
  })

  test('prints as the kernel prints', () => {
    const viewer = viewerOf(FIRST_SOURCE)
    const { config } = viewer.summary()
    expect(formatBuddyinfo(config, viewer.view({ step: 4, small: null }).frame)).toBe(
      'Node 0, zone   Normal      1      0 \n',
    )
  })
})

describe('a failure in words', () => {
  const failure = (source: string) => {
    const viewer = viewerOf(source)
    return viewer.view({ step: viewer.summary().steps, small: null }).explanation
  }

  test('tells each reason where they differ, and buddies outside the zone', () => {
    expect(
      failure('zone DMA 16K\nzone Normal 32K\npolicy article\nalloc A 12K\nalloc B 20K\n').why,
    ).toContain(
      'the buddy of pages 0–3 lies outside the zone, the buddy of page 7 is held by A, the buddy of pages 8–11 lies outside the zone.',
    )
    expect(failure('max-order 2\nzone Normal 48K at 3 free 2\nalloc A 8K\n').why).toContain(
      'neither can merge: their buddies lie outside the zone.',
    )
  })

  test('counts no page twice at places smaller than the blocks in them', () => {
    const { verdicts } = failure('memory 16K\nalloc E 16K\nalloc G 4K\n')
    expect(verdicts.map(({ text }) => text)).toEqual(Array(4).fill('E holds it'))
  })

  test('a run of adjacent blocks that is not there is no empty list', () => {
    const source =
      'memory 16K\nmax-order 0\npolicy article\nalloc A 4K\nalloc B 4K\nfree A\nalloc C 12K\n'
    const viewer = viewerOf(source)
    const { events, explanation } = viewer.view({ step: 4, small: null })
    expect(events[0]?.text).toBe('No 3 adjacent blocks of order 0 are free')
    expect(explanation.why).toContain('not in one run')
    expect(explanation.log).toBeNull()
  })
})

describe('names', () => {
  test('a live name asked for again, and a free of nothing, are errors and no steps', () => {
    const run = finish('memory 32K\nalloc A 4K\nalloc A 4K\nfree B\nfree A\nfree A\nalloc A 4K\n')
    expect(run.errorsCounted).toEqual([
      { line: 3, column: 7, message: '"A" is allocated already: free it first' },
      { line: 4, column: 6, message: '"B" was never allocated: nothing to free' },
      { line: 6, column: 6, message: '"A" was freed already' },
    ])
    expect(run.log.length).toBe(3)
  })

  test('a request that failed may be tried again, and its free is a step without blocks', () => {
    const run = finish('memory 8K\nalloc A 8K\nalloc B 4K\nfree B\nfree A\nalloc B 4K\nexpect ok\n')
    expect(run.errorsCounted).toEqual([])
    expect(run.failures).toEqual([2])
    const row = new Viewer(run).summary().actions[2]
    expect(row).toMatchObject({ op: 'free', blocks: [], margin: 'nothing held' })
  })
})

test('a merge refused by a block of the same name says so, though that is freed right after', () => {
  const viewer = viewerOf(
    'memory 32K\nmax-order 3\npolicy article\nalloc C 12K\nalloc D 20K\nfree C\n',
  )
  const { events } = viewer.view({ step: 3, small: null })
  expect(events.map(({ text }) => text)).toContain(
    'Buddy of 0 is 2: held by C itself, not freed yet',
  )
})

test('after a free nothing points at a block that has merged away since', () => {
  const viewer = viewerOf('memory 32K\nmax-order 2\npolicy article\nalloc C 12K\nfree C\n')
  const { explanation, frame } = viewer.view({ step: 2, small: null })
  expect(explanation.ties).toEqual([])
  expect(explanation.focus).toEqual([{ zone: 0, pfn: 0, order: 2 }])
  expect([...frame.blockPfn]).toEqual([0, 4])
})

test('the sum and the sentence say the same of a buddy that is held in part', () => {
  const viewer = viewerOf(
    'memory 32K\nmax-order 2\nalloc a 4K\nalloc b 4K\nalloc c 8K\nalloc d 16K\nfree a\nfree d\n',
  )
  const { explanation } = viewer.view({ step: 6, small: null })
  expect(explanation.why).toContain('nothing to merge with')
  const cut = viewerOf(
    'memory 32K\nmax-order 3\nalloc a 4K\nalloc b 4K\nalloc c 8K\nalloc d 16K\nfree a\nfree d\n',
  )
  const { explanation: told } = cut.view({ step: 6, small: null })
  expect(told.why).toContain('0, held in part (b has 1): no merge')
  expect(told.arithmetic?.rows.at(-1)).toMatchObject({ value: 0, note: '1 held by b' })
  expect(told.follows).toBe('')
})

test('an error that comes again and again is told once, with how often', () => {
  const run = finish('memory 32K\nalloc A 4K\nfor i in 1..5000\nalloc A 4K\nend\n')
  expect(run.errorsCounted.map(({ line, message }) => [line, message])).toEqual([
    [4, '"A" is allocated already: free it first (5\u202f000 times)'],
  ])
})

test('the samples follow the steps, however many statements were errors', () => {
  const run = finish('memory 32K\nalloc A 4K\nfor i in 1..50000\nalloc A 4K\nend\n')
  expect(run.sampler.samples).toMatchObject({ stride: 1, count: 2 })
  const long = finish('memory 32K\nfor i in 1..10000\nalloc A 4K\nfree A\nend\nalloc B 32K\n')
  const { stride, count, nrFree } = long.sampler.samples
  expect(count).toBeLessThanOrEqual(4097)
  expect(Math.ceil(20001 / stride) + 1).toBe(count)
  expect([...nrFree.slice(-11)].some((blocks) => blocks > 0)).toBe(false)
})

test('zones are printed as the kernel lists them: by node, lowest zone first', () => {
  const viewer = viewerOf(
    'zone node 1 Normal 16K\nzone node 0 Normal 16K\nzone node 0 DMA 16K\nalloc a 4K\n',
  )
  const { config } = viewer.summary()
  const rows = formatBuddyinfo(config, viewer.view({ step: 0, small: null }).frame).split('\n')
  expect(rows.map((row) => row.slice(0, 22).trim())).toEqual([
    'Node 0, zone      DMA',
    'Node 0, zone   Normal',
    'Node 1, zone   Normal',
    '',
  ])
})

test('expectations tell what was found', () => {
  const run = finish(
    'memory 32K\nexpect free 0 0 0 1\nalloc A 4K\nexpect fail\nexpect at 0\nexpect free 8\n',
  )
  expect(
    run.expectations.map(({ line, ok, expected, found }) => [line, ok, expected, found]),
  ).toEqual([
    [2, true, 'free 0 0 0 1 0 0 0 0 0 0 0', 'free 0 0 0 1 0 0 0 0 0 0 0'],
    [4, false, 'fail', 'ok at pfn 0'],
    [5, true, 'at 0', 'at 0'],
    [6, false, 'free 8 0 0 0 0 0 0 0 0 0 0', 'free 1 1 1 0 0 0 0 0 0 0 0'],
  ])
})

test('narration is shown with the next action, a last one at the end', () => {
  const viewer = viewerOf('memory 32K\nsay "one"\nalloc A 4K\nsay "two"\nsay "three"\n')
  expect(viewer.view({ step: 0, small: null }).say).toEqual([])
  expect(viewer.view({ step: 1, small: null }).say).toEqual(['one', 'two', 'three'])
})

describe('a request that no zone will do for', () => {
  test('fails as too large, and the run goes on', () => {
    const viewer = viewerOf(
      'policy linux\nzone Movable 4M\nalloc A 4K\nexpect fail\nalloc B 4K movable\nexpect ok\n',
    )
    const { action, explanation } = viewer.view({ step: 1, small: null })
    expect(action?.failure).toMatchObject({
      reason: 'too-large',
      freePages: 0,
      unusableIndex: 1000,
    })
    expect(explanation.fact).toContain('A')
    expect(viewer.summary().expectationsFailed).toBe(0)
  })
})

describe('marks that a zone cannot keep', () => {
  const begin = (source: string) => {
    const run = Run.begin(scriptOf(source), LINUX_PARTS)
    return run instanceof Run ? run.machine.config : run.map(formatScriptError)
  }

  test('are off where nobody asked for them', () => {
    const tooSmall = { watermarks: false, areMarksTooLarge: true }
    expect(begin('memory 64K\npolicy linux')).toMatchObject(tooSmall)
    expect(begin('memory 128K\npolicy linux')).toMatchObject({ watermarks: true })
  })

  test('are an error at the setting that asks for them', () => {
    expect(begin('memory 64K\npolicy linux\nwatermarks on')).toEqual([
      'line 3:1: the min mark of Normal would be 32 pages, and it has 16: a smaller min-free, a larger zone, or watermarks off',
    ])
    expect(begin('memory 64K\nmin-free 68K\npolicy linux')).toEqual([
      'line 2:1: the min mark of Normal would be 17 pages, and it has 16: a smaller min-free, a larger zone, or watermarks off',
    ])
  })
})

describe('reclaim', () => {
  const failedExpectations = (source: string) => viewerOf(source).summary().expectationsFailed

  test('takes cache back under every policy', () => {
    const script = 'max-order 0\nmemory 16 pages\nalloc c 1 page cache\nreclaim 1 page\n'
    expect(failedExpectations(`${script}expect free 16\n`)).toBe(0)
  })

  test('finds what was given to the one who was served last, after a kill', () => {
    const script = `policy linux
max-order 0
memory 16 pages
pcp off
for i in 1..16
  alloc p{i} 1 page movable
end
alloc c 1 page cache
reclaim 1 page
expect free 1
`
    expect(failedExpectations(script)).toBe(0)
  })
})
