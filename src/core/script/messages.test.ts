import { describe, expect, it } from 'vitest'
import { formatScriptError, parseScript } from './parse.ts'

function errors(...lines: string[]): string[] {
  return parseScript(lines.join('\n')).errors.map(formatScriptError)
}

/** Each after `memory 32K`, which is line 1. */
const AFTER_MEMORY: readonly (readonly [string, ...string[]])[] = [
  ['alloc C 8Q', 'line 2:9: unknown size "8Q": use K, M, G, T, "pages" or "order"'],
  ['alloc C -4K', 'line 2:9: unknown size "-4K": use K, M, G, T, "pages" or "order"'],
  ['alloc C K', 'line 2:9: unknown size "K": use K, M, G, T, "pages" or "order"'],
  ['alloc C 8 K', 'line 2:11: a blank before the unit "K": write "8K"'],
  [
    'alloc C 1.5M',
    'line 2:9: no fraction in a size: "1.5M"; write it in a smaller unit, as 1536K for 1.5M',
  ],
  ['alloc C "3 pages"', 'line 2:9: a size stands without quotes, found "3 pages"'],
  ['alloc C 3 Pages', 'line 2:11: "Pages" is written in lower case: pages'],
  ['alloc C order x', 'line 2:15: an order is a number in digits, found "x"'],
  ['alloc C 0K', 'line 2:9: "0K" is no memory at all: ask for 1 page or more'],
  ['alloc C 0 pages', 'line 2:9: "0 pages" is no memory at all: ask for 1 page or more'],
  [
    'alloc C 9000T',
    'line 2:9: "9000T" is too large: at most 2\u202f147\u202f483\u202f647 pages can be asked for',
  ],
  [
    `alloc C ${'9'.repeat(400)}`,
    `line 2:9: "${'9'.repeat(40)}…" is too large: at most 2\u202f147\u202f483\u202f647 pages can be asked for`,
  ],
  [
    'alloc C order 31',
    'line 2:9: "order 31" is too large: at most 2\u202f147\u202f483\u202f647 pages can be asked for',
  ],
  [
    'alloc',
    'line 2:1: alloc needs a name: alloc NAME SIZE [movable|unmovable|reclaimable|cache] [node N] [zone Z] [atomic]',
  ],
  [
    'alloc C',
    'line 2:1: alloc needs a size: alloc NAME SIZE [movable|unmovable|reclaimable|cache] [node N] [zone Z] [atomic]',
  ],
  [
    'alloc C 4K node',
    'line 2:1: alloc needs a node: alloc NAME SIZE [movable|unmovable|reclaimable|cache] [node N] [zone Z] [atomic]',
  ],
  [
    'alloc 1C 8Q',
    'line 2:7: "1C" is not a name: a letter or _ first, then letters, digits, _ . or -',
    'line 2:10: unknown size "8Q": use K, M, G, T, "pages" or "order"',
  ],
  [`alloc ${'a'.repeat(201)} 4K`, 'line 2:7: a name of 201 characters: at most 200'],
  ['alloc C 4K moveable', 'line 2:12: unknown option "moveable": did you mean "movable"?'],
  ['alloc C 4K cache movable', 'line 2:18: "movable" after "cache": once is enough'],
  ['alloc C 4K atomic atomic', 'line 2:19: "atomic" stands here twice: once is enough'],
  ['alloc C 4K node 1', 'line 2:17: no node 1 here: use 0'],
  ['alloc C 4K zone DMA', 'line 2:17: no zone here is DMA or lower: the lowest is Normal'],
  ['alloc C 4K zone normal', 'line 2:17: unknown zone "normal": did you mean "Normal"?'],
  ['alloc C 4K node 0x1', 'line 2:17: a node is a number in digits, found "0x1"'],
  ['aloc C 4K', 'line 2:1: unknown word "aloc": did you mean "alloc"?'],
  ['ALLOC C 4K', 'line 2:1: "ALLOC" is written in lower case: alloc'],
  [
    'malloc(4096)',
    'line 2:1: unknown word "malloc(4096)": a line starts with a setting (memory, zone, policy …), alloc, free, for, end, say, predict or expect',
  ],
  ['"alloc" C 4K', 'line 2:1: a line starts with a word, found the string "alloc"'],
  ['free A B', 'line 2:8: "B" is too much: free NAME'],
  ['drain all', 'line 2:7: "all" is too much: drain'],
  ['compact zone DMA', 'line 2:14: no zone DMA here: use Normal'],
  ['compact now', 'line 2:9: "now" is too much: compact [node N] [zone Z]'],
  [
    'set',
    'line 2:1: set needs min-free or extfrag-threshold: set min-free SIZE | extfrag-threshold N',
  ],
  [
    'set swappiness 60',
    'line 2:5: unknown setting "swappiness": use min-free or extfrag-threshold',
  ],
  [
    'set extfrag-threshold 1001',
    'line 2:23: an extfrag-threshold is 0 to 1\u202f000, found "1001"',
  ],
  ['say hello', 'line 2:5: a line of narration stands in double quotes, found "hello": say "TEXT"'],
  [
    'say “hello”',
    'line 2:5: a line of narration stands in straight double quotes, found "“hello”": say "TEXT"',
  ],
  ['say "hello', 'line 2:5: a string that does not end: "hello" needs a closing "'],
  ['say "a\\nb"', 'line 2:5: unknown escape "\\n" in a string: use \\" or \\\\'],
  ['say', 'line 2:1: say needs a line of narration: say "TEXT"'],
  ['say "a" "b"', 'line 2:9: "b" is too much: say "TEXT"'],
  [
    'predict how',
    'line 2:9: unknown question "how": use where, counts or outcome',
    'line 2:1: predict asks about the next alloc or free, and none follows it',
  ],
  [
    'expect ok',
    'line 2:1: no action stands before this line: "expect free C0 C1 …" alone can be asked of the start',
  ],
  ['expect okay', 'line 2:8: unknown expectation "okay": use ok, fail, free or at'],
  [
    'expect free',
    'line 2:1: expect needs a count of free blocks: expect ok | fail | free [node N zone Z] C0 C1 … | at PFN …',
  ],
  ['expect free 1 two', 'line 2:15: a count of free blocks is a number in digits, found "two"'],
  [
    'expect free 0 0 0 0 0 0 0 0 0 0 0 1',
    'line 2:35: 12 counts where max-order 10 has orders 0 to 10: at most 11 counts',
  ],
  ['expect free zone DMA 1', 'line 2:18: no zone DMA here: this machine has node 0 zone Normal'],
  ['expect free node 3 1', 'line 2:18: no node "3" here: this machine has node 0 zone Normal'],
  ['expect at 0x', 'line 2:11: a pfn is decimal or 0x…, found "0x"'],
  ['end', 'line 2:1: an "end" without a "for" before it'],
  ['for i in 1..2', 'line 2:1: this "for" has no "end": put one after the last line of its body'],
  [
    'for i from 1..2\nend',
    'line 2:1: for needs "in" after its variable: for NAME in A..B [step N]',
  ],
  [
    'for 1 in 1..2\nend',
    'line 2:5: "1" is not a name for a loop variable: a letter or _ first, then letters, digits, _ . or -',
  ],
  [
    'for i in 1 .. 2\nend',
    'line 2:10: bounds are two numbers in digits with two dots between, as 1..64, found "1"',
  ],
  [
    'for i in -1..2\nend',
    'line 2:10: bounds are two numbers in digits with two dots between, as 1..64, found "-1..2"',
  ],
  [
    'for i in 1..99999999999999999\nend',
    'line 2:10: bounds are at most 9\u202f007\u202f199\u202f254\u202f740\u202f991, found "1..99999999999999999"',
  ],
  [
    'for i in 1..2 step 0\nend',
    'line 2:20: a step is 1 to 9\u202f007\u202f199\u202f254\u202f740\u202f991, found "0"',
  ],
  [
    'for i in 1..2\nfor i in 1..2\nend\nend',
    'line 3:5: "i" is a loop variable around this line already: take another name',
  ],
  ['For i in 1..2\nalloc a{i} 4K\nend', 'line 2:1: "For" is written in lower case: for'],
  ['fro i in 1..2\nalloc a{i} 4K\nend', 'line 2:1: unknown word "fro": did you mean "for"?'],
  [
    'for i in x..2\nalloc a{j} 4K\nend',
    'line 2:10: bounds are two numbers in digits with two dots between, as 1..64, found "x..2"',
  ],
  ['alloc a{i} 4K', 'line 2:7: unknown loop variable "{i}": no loop is around this line'],
  [
    'for i in 1..2\nalloc a{j} 4K\nend',
    'line 3:7: unknown loop variable "{j}": here {i} can be used',
  ],
  ['for i in 1..2\nsay "{j}"\nend', 'line 3:5: unknown loop variable "{j}": here {i} can be used'],
  [
    'for i in 1..2\nalloc a{i 4K\nend',
    'line 3:7: a brace without its other half in "a{i": write {i}',
  ],
  [
    'for i in 1..2\nalloc {i}a 4K\nend',
    'line 3:7: "{i}a" is not a name: a letter or _ first, then letters, digits, _ . or -',
  ],
  [
    'for i in 1..2\nalloc a {i}Q\nend',
    'line 3:9: unknown size "{i}Q": use K, M, G, T, "pages" or "order"',
  ],
  [
    'for i in 1..2\npolicy linux\nend',
    'line 3:1: a setting inside a loop: put policy before the first action',
  ],
  [
    'alloc A 4K\n\nfit exact',
    'line 4:1: a setting after the first action, which is on line 2: put fit before it',
  ],
  ['memory 64K', 'line 2:1: memory stands on line 1 already: once is enough'],
  ['zone DMA 16M', 'line 2:1: zone does not go together with memory on line 1: keep one of them'],
  ['max-order 16', 'line 2:11: a max-order is 0 to 15, found "16"'],
  ['max-order 2\npageblock-order 3', 'line 3:1: pageblock-order 3 is above max-order 2: at most 2'],
  ['page-size 3K', 'line 2:11: page-size is a power of two, 1 to 1G, found "3K": page-size 4K'],
  ['page-size 2 pages', 'line 2:11: page-size is in bytes, found "2 pages": page-size 4K'],
  ['policy linx', 'line 2:8: unknown policy "linx": did you mean "linux"?'],
  [
    'policy',
    'line 2:1: policy needs textbook, article or linux: policy textbook | article | linux',
  ],
  ['kernel 6.19', 'line 2:8: unknown kernel "6.19": use 5.10, 6.1, 6.12 or 6.18'],
  ['grouping yes', 'line 2:10: unknown grouping "yes": use on or off'],
  ['pcp off batch 3', 'line 2:9: "batch" is too much: pcp on [batch N] [high N] | off'],
  ['pcp on batch 3 batch 4', 'line 2:16: "batch" stands here twice'],
  ['title T', 'line 2:7: a title stands in double quotes, found "T": title "TEXT"'],
]

describe('a line after "memory 32K"', () => {
  it.each(AFTER_MEMORY)('%s', (line, ...expected) => {
    const found = errors('memory 32K', line).sort()
    expect(found.length).toBe(expected.length)
    expected.sort().forEach((message, i) => {
      expect(found[i]?.startsWith(message)).toBe(true)
    })
  })
})

describe('settings together', () => {
  it.each([
    [
      ['alloc A 4K node 1 zone DMA', 'expect free 1'],
      'line 1:1: no memory: set it with "memory 32K", or with a line like "zone Normal 32K" for each zone',
    ],
    [
      [''],
      'line 1:1: no memory: set it with "memory 32K", or with a line like "zone Normal 32K" for each zone',
    ],
    [['memory 8Q'], 'line 1:8: unknown size "8Q": use K, M, G, T, "pages" or "order"'],
    [['memry 32K'], 'line 1:1: unknown word "memry": did you mean "memory"?'],
    [
      ['memory 65G'],
      'line 1:8: 17\u202f039\u202f360 pages are too many: all zones together hold at most 16\u202f777\u202f216',
    ],
    [
      ['zone DMA 33G', 'zone Normal 33G', 'zone Movable 33G'],
      'line 2:13: 25\u202f952\u202f256 pages are too many: all zones together hold at most 16\u202f777\u202f216',
    ],
    [['zone DMA 0'], 'line 1:10: "0" is no memory at all: ask for 1 page or more'],
    [
      ['zone DMA 16M', 'zone DMA 16M'],
      'line 2:1: node 0 zone DMA stands on line 1 already: a node has a zone once',
    ],
    [
      ['zone Normal 16M at 100', 'zone DMA 16M at 0'],
      'line 2:1: node 0 zone DMA (pfn 0 to 4095) overlaps node 0 zone Normal (pfn 100 to 4195) on line 1',
    ],
    [
      ['zone DMA 8K at 0x7fffffff'],
      'line 1:16: node 0 zone DMA would end at pfn 2\u202f147\u202f483\u202f648: the last pfn is at most 2\u202f147\u202f483\u202f647',
    ],
    [
      ['zone DMA 8K at 0x80000000'],
      'line 1:16: a pfn is at most 2\u202f147\u202f483\u202f647 (0x7fffffff), found "0x80000000"',
    ],
    [['zone DMA 8K at pfn'], 'line 1:16: a pfn is decimal or 0x…, found "pfn"'],
    [['zone dma 8K'], 'line 1:6: unknown zone "dma": did you mean "DMA"?'],
    [['zone node x DMA 8K'], 'line 1:11: a node is a number in digits, found "x"'],
    [
      ['zone DMA 8K free'],
      'line 1:1: zone needs a count of free blocks: zone [node N] NAME SIZE [at PFN] [free C0 C1 …]',
    ],
    [
      ['zone DMA 8K free 1 at 4'],
      'line 1:20: "at" is neither a count nor a migrate type: "at PFN" stands before "free"',
    ],
    [
      ['zone DMA 8K free movable 1'],
      'line 1:18: "movable" is neither a count nor a migrate type: did you mean "Movable"?',
    ],
    [
      ['max-order 1', 'zone DMA 8K free 1 0 0'],
      'line 2:22: 3 counts where max-order 1 has orders 0 to 1: at most 2 counts',
    ],
    [
      ['max-order 0', 'zone DMA 8K free 1 0'],
      'line 2:20: 2 counts where max-order 0 has 1 order: at most 1 count',
    ],
    [
      ['zone DMA 8K free Movable 1'],
      'line 1:18: free blocks by type need "grouping on": without it, write free C0 C1 …',
    ],
    [
      ['grouping on', 'zone DMA 8K free Movable 1 Movable 0'],
      'line 2:28: free blocks of Movable stand here twice',
    ],
    [
      ['grouping on', 'zone DMA 8K free 1 Movable 0'],
      'line 2:20: free counts stand by type or all together, not both: free Movable C0 C1 … Unmovable C0 C1 …',
    ],
    [
      ['zone DMA 16M', 'zone Normal 16M', 'expect free 1'],
      'line 3:1: expect free needs node and zone, as there are several: expect free node N zone Z C0 C1 …; this machine has node 0 zone DMA, node 0 zone Normal',
    ],
    [
      ['zone DMA 16M', 'zone node 1 Normal 16M', 'expect free node 1 zone DMA 1'],
      'line 3:25: no zone DMA on node 1 here: this machine has node 0 zone DMA, node 1 zone Normal',
    ],
  ])('%j', (lines, message) => {
    expect(errors(...lines)).toEqual([message])
  })
})

describe('what is asked about the next action', () => {
  it.each([
    ['predict where', 'none follows it'],
    ['predict where\ndrain', '"drain" stands between'],
    ['predict where\npredict counts\nalloc A 4K', '"predict" stands between'],
    ['predict where\nfor i in 1..2\nalloc a{i} 4K\nend', '"for" stands between'],
    ['predict where\nexpect free 8\nalloc A 4K', '"expect" stands between'],
  ])('%s', (lines, found) => {
    const message = `line 2:1: predict asks about the next alloc or free, and ${found}`
    expect(errors('memory 32K', lines)).toContain(message)
  })

  it.each([
    ['predict where\nalloc A 4K'],
    ['alloc A 4K\npredict counts\nsay "?"\n\nfree A'],
    ['for i in 1..2\npredict outcome\nalloc a{i} 4K\nend'],
  ])('%s', (lines) => {
    expect(errors('memory 32K', lines)).toEqual([])
  })

  it('is not missed at the end of a loop', () => {
    expect(errors('memory 32K', 'for i in 1..2', 'predict where', 'end', 'alloc A 4K')).toEqual([
      'line 3:1: predict asks about the next alloc or free, and none follows it',
    ])
  })
})

describe('hostile text in a message', () => {
  it.each([
    ['\u001b[31mred', 'unknown word "\\u{1b}[31mred": '],
    ['a\u0000', 'unknown word "a\\u{0}": '],
    ['\ud800', 'unknown word "\\u{d800}": '],
    ['x\u202ey', 'unknown word "x\\u{202e}y": '],
    ['😀'.repeat(40), `unknown word "${'😀'.repeat(20)}…": `],
    [`x${'😀'.repeat(40)}`, `unknown word "x${'😀'.repeat(19)}…": `],
  ])('%j is spelt out', (word, message) => {
    expect(parseScript(`memory 4K\n${word}`).errors[0]?.message.startsWith(message)).toBe(true)
  })
})
