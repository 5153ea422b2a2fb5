// Sizes as scripts write them: 8K, 12KiB, 4096, 3 pages, order 2. All units are powers of 1024, and
// what is no whole number of pages takes the next page up. Exact as far as sizes go.

import type { Bytes, Pages } from '../units.ts'
import { quote } from './errors.ts'
import { inMessage, MAX_BYTES, MAX_SIZE } from './limits.ts'
import type { Operands } from './operands.ts'
import type { Size, SizeUnit } from './script.ts'
import { sample } from './template.ts'
import type { Lexeme } from './tokens.ts'

const FACTOR = { bytes: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 } as const
const SUFFIX = /^(.*?)([KMGT])(?:i?B)?$/i
const FRACTION = /^\d*[.,]\d+(?:[KMGT](?:i?B)?)?$/i
const BLANK_UNIT = /^[KMGT](?:i?B)?$/i
const UNKNOWN = 'use K, M, G, T, "pages" or "order"'

/** Reads a size of one or two words; null where it is none, which is reported. */
export function readSize(operands: Operands, what = 'a size'): Size | null {
  const from = operands.position
  const text = operands.peek()?.text
  if (operands.accept('order')) return readOrder(operands, from)
  const amount = operands.template(what)
  if (!amount) return null
  const written = sample(amount)
  if (/^\d+$/.test(written)) {
    const unit: SizeUnit = operands.accept('pages') || operands.accept('page') ? 'pages' : 'bytes'
    const fault = unit === 'bytes' ? unitFault(amount.text, operands.peek()) : null
    if (fault) {
      const next = operands.peek()
      return operands.errors.add(next ? operands.spanOf(next) : amount.at, fault)
    }
    return { at: operands.spanFrom(from), amount, unit }
  }
  const suffix = SUFFIX.exec(written)
  const digits = suffix?.[1] ?? ''
  if (/^\d+$/.test(digits)) {
    const unit = (suffix?.[2] ?? '').toUpperCase() as SizeUnit
    return { at: amount.at, amount: withoutSuffix(amount), unit }
  }
  if (FRACTION.test(written))
    return operands.errors.add(
      amount.at,
      `no fraction in a size: ${quote(text ?? '')}; write it in a smaller unit, as 1536K for 1.5M`,
    )
  return operands.errors.add(amount.at, `unknown size ${quote(text ?? '')}: ${UNKNOWN}`)
}

/** What is wrong with the word after a number, if it was meant to be its unit; null: it was not. */
function unitFault(amount: string, next: Lexeme | null): string | null {
  if (next?.kind !== 'word') return null
  if (BLANK_UNIT.test(next.text))
    return `a blank before the unit ${quote(next.text)}: write ${quote(amount + next.text)}`
  const lower = next.text.toLowerCase()
  if (lower === 'page' || lower === 'pages')
    return `${quote(next.text)} is written in lower case: ${lower}`
  return null
}

function readOrder(operands: Operands, from: number): Size | null {
  const amount = operands.template('an order')
  if (!amount) return null
  if (!/^\d+$/.test(sample(amount)))
    return operands.errors.add(
      amount.at,
      `an order is a number in digits, found ${quote(amount.text)}`,
    )
  return { at: operands.spanFrom(from), amount, unit: 'order' }
}

/** A unit never stands inside a hole: it ends the last literal, and the text as written. */
function withoutSuffix(amount: Size['amount']): Size['amount'] {
  const cut = (text: string) => text.replace(/[KMGT](?:i?B)?$/i, '')
  return {
    ...amount,
    text: cut(amount.text),
    literals: amount.literals.with(-1, cut(amount.literals.at(-1) ?? '')),
  }
}

/** Exact number of bytes; Infinity past MAX_BYTES. `digits` is the amount, filled in. */
export function bytesOf(unit: SizeUnit, digits: string, pageSize: number): Bytes {
  const amount = Number(digits)
  let bytes: number
  if (unit === 'pages') bytes = amount * pageSize
  else if (unit === 'order') bytes = 2 ** amount * pageSize
  else bytes = amount * FACTOR[unit]
  return bytes <= MAX_BYTES ? bytes : Number.POSITIVE_INFINITY
}

/** Whole pages that hold the size; Infinity past MAX_SIZE. */
export function pagesOf(unit: SizeUnit, digits: string, pageSize: number): Pages {
  const pages = Math.ceil(bytesOf(unit, digits, pageSize) / pageSize)
  return pages <= MAX_SIZE ? pages : Number.POSITIVE_INFINITY
}

/** What is wrong with a size of so many pages, asked for as `text`; null: nothing. */
export function sizeFault(pages: Pages, text: string): string | null {
  if (pages === 0) return `${quote(text)} is no memory at all: ask for 1 page or more`
  if (pages === Number.POSITIVE_INFINITY)
    return `${quote(text)} is too large: at most ${inMessage(MAX_SIZE)} pages can be asked for`
  return null
}

/** A size as scripts write it, its amount filled in or not. */
export function printSize(unit: SizeUnit, amount: string): string {
  if (unit === 'bytes') return amount
  if (unit === 'order') return `order ${amount}`
  if (unit === 'pages') return amount === '1' ? '1 page' : `${amount} pages`
  return `${amount}${unit}`
}
