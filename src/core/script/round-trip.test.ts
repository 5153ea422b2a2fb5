import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseScript } from './parse.ts'
import { printScript } from './print.ts'
import type { Script, ScriptError } from './script.ts'
import { scriptOf } from './script-of.ts'
import { tokenizeLine } from './tokens.ts'
import { unroll } from './unroll.ts'

const ZONES = ['DMA', 'DMA32', 'Normal', 'HighMem', 'Movable'] as const

const nat = (max: number) => fc.nat({ max }).map(String)
const one = (...words: string[]) => fc.constantFrom(...words)
/** Words with blanks between; empty ones leave none. */
const line = (...words: (string | fc.Arbitrary<string>)[]) =>
  fc
    .tuple(...words.map((word) => (typeof word === 'string' ? fc.constant(word) : word)))
    .map((parts) => parts.filter((part) => part !== '').join(' '))
const maybe = (words: fc.Arbitrary<string>) => fc.option(words, { nil: '' })
const many = (words: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(words, { minLength: 1, maxLength }).map((all) => all.join(' '))

const text = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .map((said) => `"${said.replace(/[\r\n{}]/g, '').replace(/["\\]/g, '\\$&')}"`)
const unit = one('K', 'k', 'KB', 'KiB', 'M', 'mib', 'G', 'T')
const sized = (amount: fc.Arbitrary<string>) =>
  fc.oneof(
    amount,
    fc.tuple(amount, unit).map((parts) => parts.join('')),
    line(amount, one('page', 'pages')),
    line('order', amount),
  )
const size = sized(fc.integer({ min: 1, max: 7 }).map(String))

/** Settings of a machine with one zone or two; max order 3. */
const settings = fc
  .tuple(
    fc.oneof(
      line('memory', one('32K', '1M', '3 pages', 'order 4', '5000')),
      line(
        'zone',
        one(...ZONES),
        '1M',
        maybe(line('at', one('16', '0x10'))),
        maybe(line('free', many(nat(3), 4))),
      ),
      fc.constant('zone node 1 Normal 1M\nzone DMA32 64K at 0x1000 free 1'),
    ),
    fc.subarray([
      'title "T # \\" \\\\"',
      'source "S"',
      'page-size 4096',
      'pageblock-order 2',
      'policy article',
      'kernel 6.1',
      'fit round',
      'placement lifo',
      'grouping off',
      'pcp on high 6',
      'watermarks off',
      'min-free 67584K',
      'extfrag-threshold 0',
    ]),
  )
  .chain(([memory, others]) =>
    fc.shuffledSubarray([memory, 'max-order 3', ...others], { minLength: others.length + 2 }),
  )

function statementsIn(variables: readonly string[], depth: number): fc.Arbitrary<string[]> {
  const hole = variables.length > 0 ? one(...variables.map((name) => `{${name}}`)) : one('7')
  const number = fc.oneof(nat(99), hole)
  const name = fc
    .tuple(one('a', '_b', 'C-d.e', 'free'), fc.oneof(hole, one('')))
    .map((p) => p.join(''))
  const inLoop = fc.oneof(size, sized(hole))
  const alloc = line(
    'alloc',
    name,
    inLoop,
    maybe(one('movable', 'unmovable', 'reclaimable', 'cache')),
    maybe(one('atomic')),
    maybe(one('zone Movable')),
  )
  const simple = fc.oneof(
    alloc,
    line('free', name),
    line('compact'),
    line('reclaim', inLoop),
    line('drain'),
    line('set', fc.oneof(line('min-free', inLoop), line('extfrag-threshold', nat(1000)))),
    line('say', text),
    line('predict', one('where', 'counts', 'outcome')).chain((asked) =>
      alloc.map((next) => `${asked}\n${next}`),
    ),
    line('expect', one('ok', 'fail')),
    line(
      'expect at',
      many(
        fc.oneof(
          number,
          fc.tuple(one('0x', '0xFf'), number).map((p) => p.join('')),
        ),
        3,
      ),
    ),
  )
  if (depth === 0) return fc.array(simple, { maxLength: 6 })
  const variable = `v${variables.length}`
  const loop = fc
    .tuple(
      line(
        'for',
        variable,
        'in',
        fc.tuple(nat(4), nat(4)).map((ends) => ends.join('..')),
        maybe(one('step 2')),
      ),
      statementsIn([...variables, variable], depth - 1),
    )
    .map(([head, body]) => [head, ...body, 'end'].join('\n'))
  return fc.array(fc.oneof({ weight: 4, arbitrary: simple }, loop), { maxLength: 8 })
}

const scripts = fc
  .tuple(
    settings,
    statementsIn([], 2),
    one('\n', '\r\n'),
    one('', ' ', '\t', '\u00a0'),
    one('', ' # why'),
  )
  .map(([head, body, newline, indent, comment]) =>
    // `expect ok` needs an action before it.
    [...head, '', 'drain', ...body]
      .flatMap((lines) => lines.split('\n'))
      .map((each) => indent + each + comment)
      .join(newline),
  )

/** The script without what only tells where it stood. */
function withoutPositions(script: Script): unknown {
  return JSON.parse(
    JSON.stringify(script, (key, value) => (key === 'at' || key === 'zonesAt' ? undefined : value)),
  )
}

function expectInside(errors: readonly ScriptError[], source: string): void {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  for (const { line: number, column, endColumn, message } of errors) {
    const length = lines[number - 1]?.length ?? -1
    expect(number).toBeGreaterThanOrEqual(1)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual(length + 1)
    expect(endColumn).toBeGreaterThanOrEqual(column)
    expect(endColumn).toBeLessThanOrEqual(length + 1)
    expect(message).not.toMatch(/[\n\r\p{Cc}\p{Cs}]/u)
  }
}

describe('print', () => {
  it('gives back what was read, up to positions, and is its own canon', () => {
    fc.assert(
      fc.property(scripts, (source) => {
        const script = scriptOf(source)
        const printed = printScript(script)
        expect(withoutPositions(scriptOf(printed))).toEqual(withoutPositions(script))
        expect(printScript(scriptOf(printed))).toBe(printed)
      }),
      { numRuns: 300 },
    )
  })

  it('writes one form of each thing', () => {
    const source = `memory 32KiB
pcp   on high 6 batch 2
alloc A 1 pages unmovable
for i in 1..3 step 1
alloc B{i} 0012mb atomic movable zone Normal node 0 # why
expect free zone Normal node 0 {i}
end`
    expect(printScript(scriptOf(source))).toBe(`memory 32K
pcp on batch 2 high 6

alloc A 1 page
for i in 1..3
  alloc B{i} 0012M movable node 0 zone Normal atomic
  expect free node 0 zone Normal {i}
end
`)
  })
})

describe('whatever the text', () => {
  it('unrolls as many statements and actions as were counted', () => {
    fc.assert(
      fc.property(scripts, (source) => {
        const script = scriptOf(source)
        const unrolled = [...unroll(script)]
        expect(unrolled.length).toBe(script.executed)
        const actions = unrolled.filter((statement) => 'loop' in statement).length
        expect(actions).toBeLessThanOrEqual(script.actions)
      }),
    )
  })

  it('every beginning of a script is read or told what is wrong with it, inside the text', () => {
    fc.assert(
      fc.property(scripts, fc.nat({ max: 1000 }), (source, length) => {
        const beginning = source.slice(0, length)
        const { script, errors } = parseScript(beginning)
        expect(script === null).toBe(errors.length > 0)
        expectInside(errors, beginning)
      }),
      { numRuns: 500 },
    )
  })

  it('random text never throws, and its errors lie inside it', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        ...[
          '\n',
          '\r',
          ' ',
          '\t',
          '\0',
          '\uFEFF',
          '\u00a0',
          '\ud800',
          '"',
          '\\',
          '#',
          '{',
          '}',
          '..',
        ],
        ...['memory', 'zone', 'alloc', 'free', 'for i in ', '1..9', 'end', 'say', 'expect', 'at'],
        ...[
          'node',
          'Normal',
          '8K',
          '{i}',
          'order',
          'predict',
          '4294967296',
          'page-size',
          'step',
          '0x',
        ],
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const source = pieces.join('')
        const { script, errors } = parseScript(source)
        expect(script === null).toBe(errors.length > 0)
        expectInside(errors, source)
        for (const each of source.split('\n')) {
          let done = 0
          for (const { from, to } of tokenizeLine(each)) {
            expect(from).toBeGreaterThanOrEqual(done)
            expect(to).toBeGreaterThan(from)
            done = to
          }
          expect(done).toBeLessThanOrEqual(each.length)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the largest texts take a few seconds at most', () => {
  const most = 4 * 1024 * 1024
  it.each([
    ['braces', `alloc ${'{i}'.repeat(most / 4)}`],
    ['open braces', '{'.repeat(most)],
    ['escapes', `say "${'\\"'.repeat(most / 2 - 10)}`],
    ['backslashes', `say "${'\\'.repeat(most - 10)}`],
    ['quotes', '"'.repeat(most)],
    ['lines', 'fo\n'.repeat(most / 3)],
    ['carriage returns', '\r'.repeat(most)],
    ['loops', 'for i in 1..2\n'.repeat(most / 15)],
    ['counts', `zone Normal 4M free ${'1 '.repeat(most / 2 - 20)}`],
    ['pfns', `memory 4K\ndrain\nexpect at ${'1 '.repeat(most / 2 - 20)}`],
    ['too much', 'a '.repeat(5 * most)],
  ])(
    '%s',
    (_, source) => {
      const from = performance.now()
      parseScript(source)
      expect(performance.now() - from).toBeLessThan(10_000)
    },
    20_000,
  )
})
