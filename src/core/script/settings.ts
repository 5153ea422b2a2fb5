// Settings, one line at a time: `max-order 10`, `zone DMA 16M free 2 1`. What they mean together,
// whichever order they stand in, is machine.ts's affair.

import type { Fit, Kernel, Placement, Policy } from '../buddy/config.ts'
import {
  MAX_ORDER_LIMIT,
  MAX_PAGES,
  MIGRATETYPES,
  type Migratetype,
  type Pfn,
  ZONE_NAMES,
  type ZoneName,
} from '../units.ts'
import { quote } from './errors.ts'
import { inMessage, MAX_NODE, MAX_PFN } from './limits.ts'
import { hintFor, isPfn, type Operands } from './operands.ts'
import type { Operand, Setting, Span, TypedCounts, ZoneSetting } from './script.ts'
import { readSize } from './size.ts'
import type { Lexeme } from './tokens.ts'
import type { SettingWord } from './words.ts'

const POLICIES: readonly Policy[] = ['textbook', 'article', 'linux']
const KERNELS: readonly Kernel[] = ['5.10', '6.1', '6.12', '6.18']
const FITS: readonly Fit[] = ['round', 'exact']
const PLACEMENTS: readonly Placement[] = ['lowest', 'lifo']
const SWITCH = ['on', 'off'] as const

/** Reads one setting; null where something is wrong, which is reported. */
export function readSetting(key: SettingWord, operands: Operands): Setting | null {
  const setting = readBody(key, operands)
  return setting && operands.end() ? setting : null
}

function readBody(key: SettingWord, operands: Operands): Setting | null {
  const at = operands.whole
  switch (key) {
    case 'title':
    case 'source': {
      const text = operands.string(`a ${key}`)
      return text && { key, at, text: text.value }
    }
    case 'page-size':
    case 'min-free':
    case 'memory': {
      const size = readSize(operands)
      return size && { key, at, size }
    }
    case 'max-order':
    case 'pageblock-order': {
      const order = operands.number(`a ${key}`, 0, MAX_ORDER_LIMIT)
      return order && { key, at, value: order.value }
    }
    case 'extfrag-threshold': {
      const value = readThreshold(operands)
      return value && { key, at, value: value.value }
    }
    case 'policy': {
      const policy = operands.choice(key, POLICIES)
      return policy && { key, at, value: policy.value }
    }
    case 'kernel': {
      const kernel = operands.choice(key, KERNELS)
      return kernel && { key, at, value: kernel.value }
    }
    case 'fit': {
      const fit = operands.choice(key, FITS)
      return fit && { key, at, value: fit.value }
    }
    case 'placement': {
      const placement = operands.choice(key, PLACEMENTS)
      return placement && { key, at, value: placement.value }
    }
    case 'grouping':
    case 'watermarks': {
      const on = operands.choice(key, SWITCH)
      return on && { key, at, on: on.value === 'on' }
    }
    case 'pcp':
      return readPcp(operands, at)
    case 'zone':
      return readZone(operands, at)
  }
}

/** vm.extfrag_threshold, in thousandths. */
export function readThreshold(operands: Operands): Operand<number> | null {
  return operands.number('an extfrag-threshold', 0, 1000)
}

function readPcp(operands: Operands, at: Span): Setting | null {
  const on = operands.choice('pcp', SWITCH)
  if (!on) return null
  const given: { batch: number | null; high: number | null } = { batch: null, high: null }
  while (on.value === 'on' && !operands.isDone) {
    const option = operands.choice('pcp option', ['batch', 'high'])
    if (!option) return null
    if (given[option.value] !== null)
      return operands.errors.add(option.at, `${quote(option.value)} stands here twice`)
    const pages = operands.number(option.value, 1, MAX_PAGES)
    if (!pages) return null
    given[option.value] = pages.value
  }
  return { key: 'pcp', at, on: on.value === 'on', ...given }
}

function readZone(operands: Operands, at: Span): ZoneSetting | null {
  const node = operands.accept('node') ? readNode(operands) : { value: 0 }
  if (!node) return null
  const zone = readZoneName(operands)
  const size = zone && readSize(operands)
  if (!zone || !size) return null
  let start: Operand<Pfn> | null = null
  if (operands.accept('at')) {
    start = readPfn(operands)
    if (!start) return null
  }
  let free: TypedCounts[] | null = null
  if (operands.accept('free')) {
    free = readFreeCounts(operands)
    if (!free) return null
  }
  return { key: 'zone', at, node: node.value, zone: zone.value, size, start, free }
}

export function readNode(operands: Operands): Operand<number> | null {
  return operands.number('a node', 0, MAX_NODE)
}

export function readZoneName(operands: Operands): Operand<ZoneName> | null {
  return operands.choice('zone', ZONE_NAMES)
}

function readPfn(operands: Operands): Operand<Pfn> | null {
  const word = operands.word('a pfn')
  if (!word) return null
  const at = operands.spanOf(word)
  const fault = pfnFault(word.text)
  return fault ? operands.errors.add(at, fault) : { at, value: Number(word.text) }
}

/** What is wrong with a pfn; null: nothing. */
export function pfnFault(text: string): string | null {
  if (!isPfn(text)) return `a pfn is decimal or 0x…, found ${quote(text)}`
  if (Number(text) <= MAX_PFN) return null
  return `a pfn is at most ${inMessage(MAX_PFN)} (0x${MAX_PFN.toString(16)}), found ${quote(text)}`
}

/** `2 1 0 4`, or the same by type: `Movable 2 1 Unmovable 0 4`. */
function readFreeCounts(operands: Operands): TypedCounts[] | null {
  const lists: TypedCounts[] = []
  do {
    const from = operands.position
    const first = operands.peek()
    if (first && !isType(first.text) && !isCount(operands)) return refuseList(operands, first)
    const type = acceptType(operands)
    const twice = lists.some((list) => list.type === type)
    if (twice)
      return operands.errors.add(operands.spanFrom(from), `free blocks of ${type} stand here twice`)
    const counts: Operand<number>[] = []
    while (counts.length === 0 || isCount(operands)) {
      const count = operands.number('a count of free blocks', 0, MAX_PAGES)
      if (!count) return null
      counts.push(count)
    }
    lists.push({ at: operands.spanFrom(from), type, counts })
    const next = operands.peek()
    if (next && !isType(next.text)) return refuseList(operands, next)
    if (next && type === null)
      return operands.errors.add(
        operands.spanOf(next),
        'free counts stand by type or all together, not both: free Movable C0 C1 … Unmovable C0 C1 …',
      )
  } while (!operands.isDone)
  return lists
}

function refuseList(operands: Operands, word: Lexeme): null {
  const hint =
    word.text === 'at' ? '"at PFN" stands before "free"' : hintFor(word.text, MIGRATETYPES)
  return operands.errors.add(
    operands.spanOf(word),
    `${quote(word.text)} is neither a count nor a migrate type: ${hint}`,
  )
}

function acceptType(operands: Operands): Migratetype | null {
  return MIGRATETYPES.find((type) => operands.accept(type)) ?? null
}

function isType(text: string): boolean {
  return (MIGRATETYPES as readonly string[]).includes(text)
}

function isCount(operands: Operands): boolean {
  return /^[0-9]/.test(operands.peek()?.text ?? '')
}
