import { describe, expect, it } from 'vitest'
import type { MachineConfig } from '../buddy/config.ts'
import { formatScriptError, parseScript } from './parse.ts'
import { scriptOf } from './script-of.ts'

const config = (...lines: string[]): MachineConfig => scriptOf(lines.join('\n')).config

const DEFAULTS: MachineConfig = {
  pageSize: 4096,
  maxOrder: 10,
  pageblockOrder: 9,
  policy: 'textbook',
  kernel: '6.18',
  fit: 'round',
  placement: 'lowest',
  grouping: false,
  pcp: false,
  pcpBatch: null,
  pcpHigh: null,
  watermarks: false,
  areMarksTooLarge: false,
  minFree: null,
  extfragThreshold: 500,
  zones: [{ node: 0, zone: 'Normal', startPfn: 0, pages: 8, free: null }],
}

describe('the machine', () => {
  it('has its defaults', () => {
    expect(config('memory 32K')).toEqual(DEFAULTS)
  })

  it('has a pageblock order of 9, or the max order where that is less', () => {
    expect(config('memory 32K', 'max-order 3').pageblockOrder).toBe(3)
    expect(config('memory 32K', 'max-order 15').pageblockOrder).toBe(9)
    expect(config('memory 32K', 'max-order 10', 'pageblock-order 10').pageblockOrder).toBe(10)
  })

  it('takes every setting', () => {
    const text = `title "T"
source "S"
page-size 16K
max-order 11
pageblock-order 7
memory 1M
policy linux
kernel 5.10
fit exact
placement lowest
grouping off
pcp on high 300 batch 31
watermarks off
min-free 100K
extfrag-threshold 250`
    const script = scriptOf(text)
    expect([script.title, script.source]).toEqual(['T', 'S'])
    expect(script.config).toEqual({
      pageSize: 16384,
      maxOrder: 11,
      pageblockOrder: 7,
      policy: 'linux',
      kernel: '5.10',
      fit: 'exact',
      placement: 'lowest',
      grouping: false,
      pcp: true,
      pcpBatch: 31,
      pcpHigh: 300,
      watermarks: false,
      areMarksTooLarge: false,
      minFree: 7 * 16384,
      extfragThreshold: 250,
      zones: [{ node: 0, zone: 'Normal', startPfn: 0, pages: 64, free: null }],
    })
  })

  it.each([
    [
      'textbook',
      { fit: 'round', placement: 'lowest', grouping: false, pcp: false, watermarks: false },
    ],
    [
      'article',
      { fit: 'exact', placement: 'lowest', grouping: false, pcp: false, watermarks: false },
    ],
    ['linux', { fit: 'round', placement: 'lifo', grouping: true, pcp: true, watermarks: true }],
  ])('follows policy %s', (policy, preset) => {
    expect(config('memory 32M', `policy ${policy}`)).toMatchObject(preset)
  })

  it('lets an explicit setting beat the preset, wherever it stands', () => {
    const explicit = { policy: 'linux', fit: 'exact', pcp: false, placement: 'lifo' }
    expect(config('fit exact', 'pcp off', 'policy linux', 'memory 32K')).toMatchObject(explicit)
    expect(config('memory 32K', 'policy linux', 'pcp off', 'fit exact')).toMatchObject(explicit)
  })

  it('sizes its memory with a page size that is set later', () => {
    expect(config('memory 32K', 'page-size 1K').zones[0]?.pages).toBe(32)
  })
})

describe('zones', () => {
  it('follow one another, and ascend by pfn in the end', () => {
    const zones = config(
      'zone node 1 Normal 1M at 0x1000',
      'zone node 1 Movable 1M',
      'zone DMA 16 pages at 16',
      'zone Normal order 4',
    ).zones
    expect(zones.map(({ node, zone, startPfn, pages }) => [node, zone, startPfn, pages])).toEqual([
      [0, 'DMA', 16, 16],
      [0, 'Normal', 32, 16],
      [1, 'Normal', 4096, 256],
      [1, 'Movable', 4352, 256],
    ])
  })

  it('start with counts, missing ones being 0', () => {
    const [zone] = config('zone Normal 1M free 3 0 2', 'max-order 4').zones
    expect(zone?.free).toEqual([{ type: null, counts: [3, 0, 2, 0, 0] }])
  })

  it('start with counts by type under grouping', () => {
    const [zone] = config(
      'zone Movable 1M at 8 free Movable 1 Unmovable 0 2 HighAtomic 3 Reclaimable 0',
      'policy linux',
      'max-order 1',
    ).zones
    expect(zone).toEqual({
      node: 0,
      zone: 'Movable',
      startPfn: 8,
      pages: 256,
      free: [
        { type: 'Movable', counts: [1, 0] },
        { type: 'Unmovable', counts: [0, 2] },
        { type: 'HighAtomic', counts: [3, 0] },
        { type: 'Reclaimable', counts: [0, 0] },
      ],
    })
  })

  it('tell where they are set, in the order of the config', () => {
    const { zonesAt } = scriptOf('zone Normal 1M at 1024\nzone DMA 64K at 0 free 1 2')
    expect(zonesAt).toEqual([
      { line: 2, column: 24, endColumn: 27 },
      { line: 1, column: 1, endColumn: 23 },
    ])
  })

  it('hold 16,777,216 pages together, at pfns up to 2^31 − 1', () => {
    expect(config('memory 64G').zones[0]?.pages).toBe(16_777_216)
    expect(config('zone Normal 1 page at 0x7fffffff').zones[0]?.startPfn).toBe(2 ** 31 - 1)
  })
})

describe('sizes', () => {
  it.each([
    ['4096', 1],
    ['4097', 2],
    ['1', 1],
    ['8K', 2],
    ['8k', 2],
    ['8KB', 2],
    ['8kib', 2],
    ['12KiB', 3],
    ['10K', 3],
    ['1M', 256],
    ['1mb', 256],
    ['2G', 524_288],
    ['1T', 2 ** 28],
    ['1TiB', 2 ** 28],
    ['3 pages', 3],
    ['1 page', 1],
    ['1 pages', 1],
    ['order 0', 1],
    ['order 2', 4],
    ['order 20', 2 ** 20],
    ['0008K', 2],
    ['2147483647 pages', 2 ** 31 - 1],
  ])('%s', (size, pages) => {
    const [alloc] = scriptOf(`memory 32K\nalloc A ${size}`).statements
    expect(alloc).toMatchObject({ kind: 'alloc' })
    expect(parseScript(`memory ${size}`).script?.config.zones[0]?.pages ?? pages).toBe(pages)
  })
})

describe('statements', () => {
  it('keep what the options say, in any order', () => {
    const { statements } = scriptOf(`zone DMA 16M
zone Normal 16M
alloc A 8K
alloc B 8K atomic zone DMA node 0 movable
alloc C 3 pages cache
compact zone Normal node 0
compact
reclaim 1M
drain
set min-free 0
set extfrag-threshold 1000`)
    expect(statements).toMatchObject([
      { kind: 'alloc', mobility: 'unmovable', node: null, zone: null, atomic: false },
      { mobility: 'movable', node: { value: 0 }, zone: { value: 'DMA' }, atomic: true },
      { mobility: 'cache', size: { unit: 'pages' } },
      { kind: 'compact', node: { value: 0 }, zone: { value: 'Normal' } },
      { kind: 'compact', node: null, zone: null },
      { kind: 'reclaim', size: { unit: 'M' } },
      { kind: 'drain' },
      { kind: 'set', setting: 'min-free' },
      { kind: 'set', setting: 'extfrag-threshold', value: 1000 },
    ])
  })

  it('may be narrated and expected before settings and actions', () => {
    const script = scriptOf('say "first"\nexpect free 0 4\nmax-order 1\nmemory 32K\nalloc A 4K')
    expect(script.statements.map(({ kind }) => kind)).toEqual(['say', 'expect', 'alloc'])
  })

  it('count, loops multiplied, for and end left out', () => {
    const script = scriptOf(`memory 1M
alloc a 4K
for i in 1..10 step 3
  alloc b{i} 4K
  for j in 5..1
    alloc never 4K
  end
  for j in 0..1
    say "{i} {j}"
    free b{i}
  end
end
expect ok`)
    expect([script.executed, script.actions]).toEqual([1 + 4 * (1 + 4) + 1, 1 + 4 * (1 + 2)])
  })

  it('know where they stand, in UTF-16 units', () => {
    const [say, , alloc] = scriptOf(
      'say "𝄞" # memory 4K\nmemory 4K\n\r\n\tsay "x"\r  alloc A 8K',
    ).statements
    expect(say?.at).toEqual({ line: 1, column: 1, endColumn: 9 })
    expect(alloc?.at).toEqual({ line: 5, column: 3, endColumn: 13 })
  })

  it('read strings with escapes, and comments everywhere but in them', () => {
    const script = scriptOf('title "a \\"b\\" \\\\ # c"# d\nmemory 4K# e\n# f\n  # g')
    expect(script.title).toBe('a "b" \\ # c')
  })

  it('read pasted text: byte order mark, CRLF, tabs, no-break spaces', () => {
    const script = scriptOf('\uFEFFmemory\u00a032K\r\n\talloc\tA\u00a04K\r\n')
    expect(script.actions).toBe(1)
  })

  it('take the words of the language as names', () => {
    expect(scriptOf('memory 32K\nalloc free 4K\nfree free\nalloc end 4K').actions).toBe(3)
  })
})

describe('how much a script may say', () => {
  const loop = (times: number) => `memory 4K\nfor i in 1..${times}\n  alloc a 4K\n  free a\nend`

  it('2,000,000 statements run', () => {
    expect(scriptOf(loop(1_000_000)).executed).toBe(2_000_000)
  })

  it('one more does not, and the loop is told', () => {
    const { errors } = parseScript(`${loop(1_000_000)}\ndrain`)
    expect(errors.map(formatScriptError)).toEqual([
      'line 6:1: the script executes 2\u202f000\u202f001 statements: at most 2\u202f000\u202f000 are run',
    ])
  })

  it('numbers past all counting are still told', () => {
    const most = Number.MAX_SAFE_INTEGER
    const { errors } = parseScript(
      `memory 4K\nfor i in 0..${most}\nfor j in 0..${most}\ndrain\nend\nend`,
    )
    expect(errors.map(formatScriptError)).toEqual([
      'line 2:1: the script executes more than 9\u202f007\u202f199\u202f254\u202f740\u202f991 statements: at most 2\u202f000\u202f000 are run',
    ])
  })

  it('narration counts by its length too', () => {
    const { errors } = parseScript(`memory 4K\nfor i in 1..2000000\nsay "${'a'.repeat(300)}"\nend`)
    expect(errors.map(({ message }) => message)).toEqual([
      "the script's statements are 612\u202f000\u202f000 characters once its loops have run: at most 500\u202f000\u202f000 are run",
    ])
  })

  it('4 MiB of text are read, no more', () => {
    const text = `memory 4K\n#${' '.repeat(4 * 1024 * 1024 - 11)}`
    expect(parseScript(text).errors).toEqual([])
    expect(parseScript(`${text} `).errors.map(({ message }) => message)).toEqual([
      'the script has 4\u202f194\u202f305 characters: at most 4\u202f194\u202f304 are read; loops say a lot in few lines',
    ])
  })

  it('1000 errors are told one by one, the rest by number', () => {
    const { errors } = parseScript('frobnicate\n'.repeat(2500))
    expect(errors.length).toBe(1001)
    expect(errors.at(-1)?.message).toBe('and 1501 more errors')
  })
})
