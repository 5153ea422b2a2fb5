// Actions, one line at a time: what the machine is asked to do.

import type { Mobility } from '../buddy/command.ts'
import type { ZoneName } from '../units.ts'
import { quote } from './errors.ts'
import { inMessage, MAX_NAME } from './limits.ts'
import { hintFor, type Operands } from './operands.ts'
import type { Action, Alloc, Operand, Span, Template } from './script.ts'
import { readNode, readThreshold, readZoneName } from './settings.ts'
import { readSize } from './size.ts'
import { sample } from './template.ts'
import { type ActionWord, MOBILITIES, NAME } from './words.ts'

/** Reads one action; null where something is wrong, which is reported. */
export function readAction(kind: ActionWord, operands: Operands): Action | null {
  const action = readBody(kind, operands)
  return action && operands.end() ? action : null
}

function readBody(kind: ActionWord, operands: Operands): Action | null {
  const at = operands.whole
  switch (kind) {
    case 'alloc':
      return readAlloc(operands, at)
    case 'free': {
      const name = readName(operands)
      return name && { kind, at, name }
    }
    case 'compact': {
      const place = readPlace(operands)
      return place && { kind, at, ...place }
    }
    case 'reclaim': {
      const size = readSize(operands)
      return size && { kind, at, size }
    }
    case 'drain':
      return { kind, at }
    case 'set': {
      const setting = operands.choice('setting', ['min-free', 'extfrag-threshold'])
      if (setting?.value === 'min-free') {
        const size = readSize(operands)
        return size && { kind, at, setting: setting.value, size }
      }
      const value = setting && readThreshold(operands)
      return value && { kind, at, setting: 'extfrag-threshold', value: value.value }
    }
  }
}

function readAlloc(operands: Operands, at: Span): Alloc | null {
  const name = readName(operands)
  if (!name && operands.isDone) return null
  const size = readSize(operands)
  const options = size && readOptions(operands)
  return name && options && { kind: 'alloc', at, name, size, ...options }
}

function readName(operands: Operands): Template | null {
  const name = operands.template('a name')
  if (!name) return null
  const fault = nameFault(name.text, sample(name))
  return fault ? operands.errors.add(name.at, fault) : name
}

/** What is wrong with a name, as written and with its variables filled in; null: nothing. */
function nameFault(written: string, filled: string): string | null {
  if (written.length > MAX_NAME)
    return `a name of ${inMessage(written.length)} characters: at most ${MAX_NAME}`
  if (NAME.test(filled)) return null
  return `${quote(written)} is not a name: a letter or _ first, then letters, digits, _ . or -`
}

interface Options {
  mobility: Mobility
  node: Operand<number> | null
  zone: Operand<ZoneName> | null
  atomic: boolean
}

/** The options of an alloc in any order, each at most once. */
function readOptions(operands: Operands): Options | null {
  const options: Options = { mobility: 'unmovable', node: null, zone: null, atomic: false }
  let mobility: Mobility | null = null
  for (let word = operands.peek(); word; word = operands.peek()) {
    const text = word.text
    const known = MOBILITIES.find((candidate) => candidate === text)
    const isTwice =
      (known && mobility) ||
      (text === 'node' && options.node) ||
      (text === 'zone' && options.zone) ||
      (text === 'atomic' && options.atomic)
    if (isTwice) {
      const what = !known
        ? `${quote(text)} stands here twice`
        : `${quote(text)} after "${mobility}"`
      return operands.errors.add(operands.spanOf(word), `${what}: once is enough`)
    }
    operands.accept(text)
    if (known) mobility = known
    else if (text === 'atomic') options.atomic = true
    else if (text === 'node') {
      options.node = readNode(operands)
      if (!options.node) return null
    } else if (text === 'zone') {
      options.zone = readZoneName(operands)
      if (!options.zone) return null
    } else
      return operands.errors.add(
        operands.spanOf(word),
        `unknown option ${quote(text)}: ${hintFor(text, [...MOBILITIES, 'node N', 'zone Z', 'atomic'])}`,
      )
  }
  return { ...options, mobility: mobility ?? options.mobility }
}

/** `[node N] [zone Z]`, in either order. */
function readPlace(operands: Operands): Pick<Options, 'node' | 'zone'> | null {
  const place: Pick<Options, 'node' | 'zone'> = { node: null, zone: null }
  while (!operands.isDone) {
    if (!place.node && operands.accept('node')) {
      place.node = readNode(operands)
      if (!place.node) return null
    } else if (!place.zone && operands.accept('zone')) {
      place.zone = readZoneName(operands)
      if (!place.zone) return null
    } else return place
  }
  return place
}
