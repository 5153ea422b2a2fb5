// The command line from outside, as a marking script calls it.

import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { FIRST_SOURCE } from '../examples/first.ts'
import { WORKED } from '../examples/worked.ts'

function buddyscope(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run-ts.mjs', 'src/cli/main.ts', ...args],
    { input, encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  return { status, stdout, stderr }
}

describe('run --json', () => {
  test('prints one value with the worked example at every step', () => {
    const { status, stdout, stderr } = buddyscope(['run', '-', '--json'], FIRST_SOURCE)
    const json = JSON.parse(stdout)
    expect([status, stderr]).toEqual([0, ''])
    expect(
      json.steps.map((step: { free: { counts: number[] }[] }) => step.free[0]?.counts),
    ).toEqual(WORKED.slice(1))
    expect(json.steps[7]).toEqual({
      line: 13,
      op: 'alloc',
      name: 'F',
      ok: false,
      blocks: [],
      failure: {
        order: 1,
        reason: 'fragmentation',
        freePages: 2,
        largestFreeOrder: 0,
        fragmentationIndex: 0,
        unusableIndex: 1000,
      },
      free: [{ node: 0, zone: 'Normal', counts: [2, 0] }],
    })
    expect(json.expectations).toEqual([{ line: 14, ok: true, expected: 'fail', found: 'fail' }])
    expect(json.config.zones).toEqual([{ node: 0, zone: 'Normal', startPfn: 0, pages: 8 }])
  })

  test('--events tells the small steps', () => {
    const { stdout } = buddyscope(['run', '-', '--json', '--events'], FIRST_SOURCE)
    const where = { node: 0, zone: 'Normal' }
    expect(JSON.parse(stdout).steps[1].events).toEqual([
      { kind: 'choose', ...where, order: 0, found: 1 },
      { kind: 'take', ...where, pfn: 2, order: 1 },
      { kind: 'split', ...where, pfn: 2, order: 1 },
      { kind: 'put', ...where, pfn: 3, order: 0, end: 'head' },
      { kind: 'give', ...where, pfn: 2, order: 0, name: 'B' },
    ])
    expect(JSON.parse(stdout).steps[4].events).toEqual([
      { kind: 'try-merge', ...where, pfn: 2, order: 0, buddy: 3, ok: false, why: 'held' },
      { kind: 'put', ...where, pfn: 2, order: 0, end: 'head' },
    ])
  })

  test('has what the Linux machine adds: lists by type, pageblocks, per-CPU pages, marks', () => {
    const { stdout } = buddyscope(
      ['run', '-', '--json', '--events'],
      'policy linux\npageblock-order 4\nmax-order 4\nmemory 1M\nmin-free 64K\npcp on batch 2 high 8\nalloc A 4K\nset min-free 32K\n',
    )
    const { config, steps } = JSON.parse(stdout)
    expect(config).toMatchObject({ grouping: true, pcp: true, watermarks: true })
    const [alloc, set] = steps
    // A claims the first pageblock; two pages come to the per-CPU list and one of them goes to A.
    expect(alloc.free).toEqual([
      {
        node: 0,
        zone: 'Normal',
        counts: [0, 1, 1, 1, 15],
        byType: {
          Unmovable: [0, 1, 1, 1, 0],
          Movable: [0, 0, 0, 0, 15],
          Reclaimable: [0, 0, 0, 0, 0],
          HighAtomic: [0, 0, 0, 0, 0],
        },
        pageblocks: { Unmovable: 1, Movable: 15, Reclaimable: 0, HighAtomic: 0 },
        pcpPages: 1,
        watermarks: { min: 16, low: 20, high: 24 },
      },
    ])
    expect(set.op).toBe('set')
    expect(set.free[0].watermarks).toEqual({ min: 8, low: 10, high: 12 })
    expect(alloc.events.map(({ kind }: { kind: string }) => kind)).toEqual(
      expect.arrayContaining(['watermark', 'pcp-refill', 'retag', 'fallback', 'pcp-take', 'give']),
    )
    expect(alloc.events.every((event: object) => 'node' in event && 'zone' in event)).toBe(true)
  })

  test('a script that does not parse has errors and no steps, exit 1', () => {
    const { status, stdout, stderr } = buddyscope(
      ['run', '-', '--json'],
      'memory 32K\nalloc A 8Q\n',
    )
    const { steps, errors } = JSON.parse(stdout)
    expect([status, steps, errors.length]).toEqual([1, [], 1])
    expect(errors[0]).toMatchObject({ line: 2, column: 9 })
    expect(stderr).toMatch(/^line 2:9: /)
  })

  test('a run of many steps is one whole value', () => {
    const script = 'memory 4M\nfor i in 1..20000\n  alloc A 4K\n  free A\nend\n'
    const { status, stdout } = buddyscope(['run', '-', '--json'], script)
    expect([status, JSON.parse(stdout).steps.length]).toEqual([0, 40000])
  })
})

describe('run', () => {
  test('prints a line a step and the zones as /proc/buddyinfo does', () => {
    const { status, stdout } = buddyscope(['run', '-'], FIRST_SOURCE)
    const lines = stdout.split('\n')
    expect(status).toBe(0)
    expect(lines).toHaveLength(11)
    expect(lines[9]).toBe('Node 0, zone   Normal      2      0 ')
  })

  test('tells what each action of the Linux machine was', () => {
    const { stdout } = buddyscope(
      ['run', '-'],
      'policy linux\nmemory 4M\nset min-free 96K\nset extfrag-threshold 0\nreclaim 1M\ncompact\ndrain\n',
    )
    const actions = stdout.split('\n').map((line) => line.slice(10).split(' -')[0]?.trim())
    expect(actions.slice(0, 5)).toEqual([
      'set min-free 96K',
      'set extfrag-threshold 0',
      'reclaim 1M',
      'compact',
      'drain',
    ])
  })

  test('an expectation that fails and an error while running exit 1, each with its line', () => {
    const script = FIRST_SOURCE.replace('expect fail', 'expect ok\nfree A\nfree A\n')
    const { status, stderr } = buddyscope(['run', '-'], script)
    expect(status).toBe(1)
    expect(stderr.trimEnd().split('\n')).toEqual([
      'line 14:1: expected ok, found fail',
      'line 16:6: "A" was freed already',
    ])
  })

  test('free counts that do not fit are told where they stand', () => {
    const { status, stderr } = buddyscope(['run', '-'], 'zone Normal 32K free 9\n')
    expect(status).toBe(1)
    expect(stderr).toMatch(/^line 1:22: .*order 0/)
  })

  test('wrong usage and unreadable files exit 2', () => {
    expect(buddyscope([]).status).toBe(2)
    expect(buddyscope(['walk']).status).toBe(2)
    expect(buddyscope(['run', '--loud']).status).toBe(2)
    expect(buddyscope(['run', 'no/such/file.buddy']).stderr).toContain('cannot read')
  })
})
