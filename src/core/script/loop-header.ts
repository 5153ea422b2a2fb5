// `for i in 1..64 step 2`: how often what follows is done, up to its `end`.

import { quote } from './errors.ts'
import { inMessage, MAX_NAME } from './limits.ts'
import type { Operands } from './operands.ts'
import type { Loop } from './script.ts'
import { NAME } from './words.ts'

export type LoopHeader = Omit<Loop, 'body' | 'turn'>

const MOST = Number.MAX_SAFE_INTEGER

/** Reads a `for` line; null where something is wrong, which is reported. */
export function readLoop(operands: Operands): LoopHeader | null {
  const at = operands.whole
  const variable = readVariable(operands)
  if (!variable) return null
  if (!operands.accept('in')) return operands.missing('"in" after its variable')
  const bounds = readBounds(operands)
  if (!bounds) return null
  const step = operands.accept('step') ? operands.number('a step', 1, MOST) : { value: 1 }
  if (!step || !operands.end()) return null
  return { kind: 'for', at, variable, ...bounds, step: step.value }
}

function readVariable(operands: Operands): string | null {
  const word = operands.word('a loop variable')
  if (!word) return null
  const name = word.text
  const at = operands.spanOf(word)
  if (!NAME.test(name) || name.length > MAX_NAME)
    return operands.errors.add(
      at,
      `${quote(name)} is not a name for a loop variable: a letter or _ first, then letters, digits, _ . or -`,
    )
  if (operands.scope.variables.includes(name))
    return operands.errors.add(
      at,
      `${quote(name)} is a loop variable around this line already: take another name`,
    )
  return name
}

function readBounds(operands: Operands): Pick<Loop, 'from' | 'to'> | null {
  const word = operands.word('bounds')
  if (!word) return null
  const at = operands.spanOf(word)
  const bounds = /^(\d+)\.\.(\d+)$/.exec(word.text)
  if (!bounds)
    return operands.errors.add(
      at,
      `bounds are two numbers in digits with two dots between, as 1..64, found ${quote(word.text)}`,
    )
  const from = Number(bounds[1])
  const to = Number(bounds[2])
  if (from <= MOST && to <= MOST) return { from, to }
  return operands.errors.add(at, `bounds are at most ${inMessage(MOST)}, found ${quote(word.text)}`)
}
