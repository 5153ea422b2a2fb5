import { describe, expect, it, test } from 'vitest'
import { formatScriptError, parseScript } from './parse.ts'
import type { Script } from './script.ts'
import { scriptOf } from './script-of.ts'
import { unroll } from './unroll.ts'
import type { Unrolled } from './unrolled.ts'

const parse = (...lines: string[]): Script => scriptOf(lines.join('\n'))

const run = (...lines: string[]): Unrolled[] => [...unroll(parse('memory 1M', ...lines))]

test('actions come as the machine is asked for them', () => {
  expect(
    run(
      'alloc A 10K movable zone Normal atomic',
      'free A',
      'compact node 0',
      'reclaim 1M',
      'drain',
      'set min-free 5K',
      'set extfrag-threshold 7',
    ),
  ).toEqual([
    {
      kind: 'alloc',
      line: 2,
      column: 1,
      name: 'A',
      nameColumn: 7,
      pages: 3,
      mobility: 'movable',
      node: null,
      zone: 'Normal',
      atomic: true,
      loop: '',
    },
    { kind: 'free', line: 3, column: 1, name: 'A', nameColumn: 6, loop: '' },
    { kind: 'compact', line: 4, column: 1, node: 0, zone: null, loop: '' },
    { kind: 'reclaim', line: 5, column: 1, pages: 256, loop: '' },
    { kind: 'drain', line: 6, column: 1, loop: '' },
    { kind: 'set', line: 7, column: 1, setting: 'min-free', value: 8192, loop: '' },
    { kind: 'set', line: 8, column: 1, setting: 'extfrag-threshold', value: 7, loop: '' },
  ])
})

test('teaching comes in its place', () => {
  const lines = ['say "a"', 'predict where', 'alloc A 4K', 'expect ok', '  expect at 0 0x10']
  expect(run(...lines, 'expect free 1 2').filter(({ kind }) => kind !== 'alloc')).toEqual([
    { kind: 'say', line: 2, text: 'a' },
    { kind: 'predict', line: 3, ask: 'where' },
    { kind: 'expect', line: 5, column: 1, what: 'outcome', ok: true },
    { kind: 'expect', line: 6, column: 3, what: 'at', pfns: [0, 16] },
    { kind: 'expect', line: 7, column: 1, what: 'free', zone: 0, counts: [1, 2] },
  ])
})

test('a zone is known by its place among the zones', () => {
  const script = parse(
    'zone node 1 Normal 1M at 4096',
    'zone DMA 1M at 0',
    'expect free node 1 zone Normal 1',
    'expect free zone DMA node 0 2',
  )
  expect([...unroll(script)]).toMatchObject([
    { zone: 1, counts: [1] },
    { zone: 0, counts: [2] },
  ])
})

describe('loops', () => {
  const names = (...lines: string[]) =>
    run(...lines).map((statement) =>
      statement.kind === 'free' ? `${statement.name} (${statement.loop})` : statement.kind,
    )

  it('put their number into names, bounds inclusive', () => {
    expect(names('for i in 1..5 step 2', 'free p{i}', 'end', 'free p')).toEqual([
      'p1 (i = 1)',
      'p3 (i = 3)',
      'p5 (i = 5)',
      'p ()',
    ])
  })

  it('nest', () => {
    const lines = ['for i in 0..1', 'free a{i}', 'for j in 7..8', 'free b{i}-{j}', 'end', 'end']
    expect(names(...lines)).toEqual([
      'a0 (i = 0)',
      'b0-7 (i = 0, j = 7)',
      'b0-8 (i = 0, j = 8)',
      'a1 (i = 1)',
      'b1-7 (i = 1, j = 7)',
      'b1-8 (i = 1, j = 8)',
    ])
  })

  it('may stand one behind the other with the same variable', () => {
    const loop = ['for i in 1..1', 'free a{i}', 'end']
    expect(names(...loop, ...loop)).toEqual(['a1 (i = 1)', 'a1 (i = 1)'])
  })

  it('run never where the first bound is above the second', () => {
    expect(names('for i in 2..1', 'free a{i}', 'end')).toEqual([])
  })

  it('fill sizes, narration and expectations', () => {
    const lines = ['alloc A {i}K', 'alloc B {i} pages', 'alloc C order {i}', 'say "{i}: {1} {"']
    const [a, b, c, say, at, free] = run(
      ...['for i in 9..9', ...lines, 'expect at {i} 0x{i}', 'expect free node 0 {i} 1{i}', 'end'],
    )
    expect([a, b, c]).toMatchObject([{ pages: 3 }, { pages: 9 }, { pages: 512 }])
    expect(say).toMatchObject({ text: '9: {1} {' })
    expect(at).toMatchObject({ pfns: [9, 9] })
    expect(free).toMatchObject({ counts: [9, 19] })
  })

  it('leave braces alone where there are none', () => {
    expect(run('say "struct {x}"')).toMatchObject([{ text: 'struct {x}' }])
  })

  it('tell what their numbers make impossible, and go on', () => {
    expect(run('for i in 0..1', '  alloc a{i} {i}K', 'end')).toMatchObject([
      {
        kind: 'error',
        line: 3,
        column: 14,
        message: '"0K" is no memory at all: ask for 1 page or more (i = 0)',
      },
      { kind: 'alloc', name: 'a1', pages: 1 },
    ])
    expect(run('for i in 40..40', 'alloc a order {i}', 'reclaim {i}G', 'end')).toMatchObject([
      { kind: 'error', message: expect.stringMatching(/^"order 40" is too large/) },
      { kind: 'reclaim' },
    ])
    expect(run('for i in 3..3', 'expect free node {i} zone Normal 1', 'end')).toMatchObject([
      { kind: 'error', column: 18, message: expect.stringMatching(/^no node "3" here/) },
    ])
    expect(run('for i in 9..9', `expect free {i}${'0'.repeat(30)}`, 'end')).toMatchObject([
      { kind: 'error', column: 13 },
    ])
  })

  it('set min-free to nothing where asked to', () => {
    expect(run('for i in 0..0', 'set min-free {i}K', 'end')).toMatchObject([{ value: 0 }])
  })
})

describe('a run is never built', () => {
  it('gives its first statements at once', () => {
    const statements = unroll(parse('memory 1M', 'for i in 1..2000000', 'drain', 'end'))
    expect(statements.next().value).toMatchObject({ kind: 'drain', loop: 'i = 1' })
    expect(statements.next().value).toMatchObject({ kind: 'drain', loop: 'i = 2' })
  })

  it('does not spin through loops that give nothing', () => {
    const most = Number.MAX_SAFE_INTEGER
    const empty = [`for i in 0..${most}`, `for j in 0..${most}`, 'for k in 2..1', 'drain']
    expect(run(...empty, 'end', 'end', 'end', 'free a')).toMatchObject([{ kind: 'free' }])
  })

  it('ends where a step passes all numbers', () => {
    const most = Number.MAX_SAFE_INTEGER
    expect(run(`for i in ${most - 1}..${most} step ${most}`, 'drain', 'end')).toMatchObject([
      { loop: `i = ${most - 1}` },
    ])
  })

  it('goes as many loops deep as may nest', () => {
    const heads = Array.from({ length: 32 }, (_, i) => `for v${i} in 1..1`)
    const ends = heads.map(() => 'end')
    expect(run(...heads, 'drain', ...ends).length).toBe(1)
    const { errors } = parseScript(
      ['memory 4K', 'for v in 1..1', ...heads, ...ends, 'end'].join('\n'),
    )
    expect(errors.map(formatScriptError)).toEqual(['line 34:1: loops 33 deep: at most 32 nest'])
  })
})
