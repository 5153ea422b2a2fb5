// Lines for the reader of a run: narration, questions, and what is expected to hold.

import type { ZoneName } from '../units.ts'
import { quote } from './errors.ts'
import { isPfn, type Operands } from './operands.ts'
import type { ExpectFree, Operand, Span, Teaching, Template } from './script.ts'
import { readZoneName } from './settings.ts'
import { readNarration, sample } from './template.ts'
import type { TeachingWord } from './words.ts'

/** Reads one line of teaching; null where something is wrong, which is reported. */
export function readTeaching(kind: TeachingWord, operands: Operands): Teaching | null {
  const teaching = readBody(kind, operands)
  return teaching && operands.end() ? teaching : null
}

function readBody(kind: TeachingWord, operands: Operands): Teaching | null {
  const at = operands.whole
  switch (kind) {
    case 'say': {
      const said = operands.string('a line of narration')
      const text = said && readNarration(said.value, said.at, operands.scope, operands.errors)
      return text && { kind, at, text }
    }
    case 'predict': {
      const ask = operands.choice('question', ['where', 'counts', 'outcome'])
      return ask && { kind, at, ask: ask.value }
    }
    case 'expect': {
      const what = operands.choice('expectation', ['ok', 'fail', 'free', 'at'])
      if (!what) return null
      if (what.value === 'free') return readFree(operands, at)
      if (what.value === 'at') return readPfns(operands, at)
      return { kind, what: 'outcome', at, ok: what.value === 'ok' }
    }
  }
}

/** `[node N] [zone Z] C0 C1 …` */
function readFree(operands: Operands, at: Span): ExpectFree | null {
  let node: Template | null = null
  let zone: Operand<ZoneName> | null = null
  for (;;) {
    if (!node && operands.accept('node')) {
      node = readDigits(operands, 'a node')
      if (!node) return null
    } else if (!zone && operands.accept('zone')) {
      zone = readZoneName(operands)
      if (!zone) return null
    } else break
  }
  const counts: Template[] = []
  do {
    const count = readDigits(operands, 'a count of free blocks')
    if (!count) return null
    counts.push(count)
  } while (!operands.isDone)
  return { kind: 'expect', what: 'free', at, node, zone, counts }
}

function readDigits(operands: Operands, what: string): Template | null {
  const template = operands.template(what)
  if (!template || /^\d+$/.test(sample(template))) return template
  return operands.errors.add(
    template.at,
    `${what} is a number in digits, found ${quote(template.text)}`,
  )
}

function readPfns(operands: Operands, at: Span): Teaching | null {
  const pfns: Template[] = []
  do {
    const pfn = operands.template('a pfn')
    if (!pfn) return null
    if (!isPfn(sample(pfn)))
      return operands.errors.add(pfn.at, `a pfn is decimal or 0x…, found ${quote(pfn.text)}`)
    pfns.push(pfn)
  } while (!operands.isDone)
  return { kind: 'expect', what: 'at', at, pfns }
}
