// The words of the language and the form of each line, once: the reader's messages, the
// suggestions for near misses and the highlighter all speak from these tables.

export const USAGE = {
  title: 'title "TEXT"',
  source: 'source "TEXT"',
  'page-size': 'page-size SIZE',
  'max-order': 'max-order N',
  'pageblock-order': 'pageblock-order N',
  memory: 'memory SIZE',
  zone: 'zone [node N] NAME SIZE [at PFN] [free C0 C1 …]',
  policy: 'policy textbook | article | linux',
  kernel: 'kernel 5.10 | 6.1 | 6.12 | 6.18',
  fit: 'fit round | exact',
  placement: 'placement lowest | lifo',
  grouping: 'grouping on | off',
  pcp: 'pcp on [batch N] [high N] | off',
  watermarks: 'watermarks on | off',
  'min-free': 'min-free SIZE',
  'extfrag-threshold': 'extfrag-threshold N',
  alloc: 'alloc NAME SIZE [movable|unmovable|reclaimable|cache] [node N] [zone Z] [atomic]',
  free: 'free NAME',
  compact: 'compact [node N] [zone Z]',
  reclaim: 'reclaim SIZE',
  drain: 'drain',
  set: 'set min-free SIZE | extfrag-threshold N',
  for: 'for NAME in A..B [step N]',
  end: 'end',
  say: 'say "TEXT"',
  predict: 'predict where | counts | outcome',
  expect: 'expect ok | fail | free [node N zone Z] C0 C1 … | at PFN …',
} as const

/** A word that a line may start with. */
export type Keyword = keyof typeof USAGE

export const KEYWORDS = Object.keys(USAGE) as readonly Keyword[]

const ACTIONS = ['alloc', 'free', 'compact', 'reclaim', 'drain', 'set'] as const
const TEACHING = ['say', 'predict', 'expect'] as const

export type ActionWord = (typeof ACTIONS)[number]
export type TeachingWord = (typeof TEACHING)[number]
export type SettingWord = Exclude<Keyword, ActionWord | TeachingWord | 'for' | 'end'>

export function isKeyword(word: string): word is Keyword {
  return Object.hasOwn(USAGE, word)
}

export function isAction(word: Keyword): word is ActionWord {
  return (ACTIONS as readonly string[]).includes(word)
}

export function isTeaching(word: Keyword): word is TeachingWord {
  return (TEACHING as readonly string[]).includes(word)
}

export function isSetting(word: Keyword): word is SettingWord {
  return !isAction(word) && !isTeaching(word) && word !== 'for' && word !== 'end'
}

export const NAME = /^[A-Za-z_][A-Za-z0-9_.-]*$/

export const MOBILITIES = ['movable', 'unmovable', 'reclaimable', 'cache'] as const
