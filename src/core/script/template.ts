// Text in which `{i}` stands for the number of a loop. A loop's number is always one or more
// decimal digits, so `1` in its place is enough to judge, before anything runs, whether what comes
// out is a name, a size or a pfn.

import { type ErrorList, quote } from './errors.ts'
import type { Span, Template } from './script.ts'
import { NAME } from './words.ts'

/** The loops around a line, outermost first. */
export interface Scope {
  readonly variables: readonly string[]
  /** A loop around the line could not be read: its variable may be any. */
  readonly unsure: boolean
}

export const NO_LOOPS: Scope = { variables: [], unsure: false }

const BRACE = /[{}]/
const HOLE = /\{([^{}]*)\}|[{}]/g

/** Reads a word with holes; null where a brace is wrong, which is reported. */
export function readTemplate(
  text: string,
  at: Span,
  scope: Scope,
  errors: ErrorList,
): Template | null {
  if (!BRACE.test(text)) return { at, text, literals: [text], variables: [] }
  const literals: string[] = []
  const variables: number[] = []
  let done = 0
  for (const hole of text.matchAll(HOLE)) {
    const variable = hole[1]
    if (variable === undefined)
      return errors.add(at, `a brace without its other half in ${quote(text)}: write {i}`)
    const depth = scope.variables.indexOf(variable)
    if (depth < 0) return unknownVariable(variable, at, scope, errors)
    literals.push(text.slice(done, hole.index))
    variables.push(depth)
    done = hole.index + hole[0].length
  }
  literals.push(text.slice(done))
  return { at, text, literals, variables }
}

/**
 * Reads narration: braces around anything but a name are text, and where there is no loop to fill
 * them all braces are. Inside a loop an unknown variable is an error, as it is in a name.
 */
export function readNarration(
  text: string,
  at: Span,
  scope: Scope,
  errors: ErrorList,
): Template | null {
  const literals: string[] = []
  const variables: number[] = []
  let done = 0
  if (scope.variables.length > 0 || scope.unsure)
    for (const hole of text.matchAll(HOLE)) {
      const variable = hole[1]
      if (variable === undefined || !NAME.test(variable)) continue
      const depth = scope.variables.indexOf(variable)
      if (depth < 0) return unknownVariable(variable, at, scope, errors)
      literals.push(text.slice(done, hole.index))
      variables.push(depth)
      done = hole.index + hole[0].length
    }
  literals.push(text.slice(done))
  return { at, text, literals, variables }
}

function unknownVariable(variable: string, at: Span, scope: Scope, errors: ErrorList): null {
  if (scope.unsure) return null
  const known = scope.variables.map((name) => `{${name}}`).join(', ')
  return errors.add(
    at,
    `unknown loop variable ${quote(`{${variable}}`)}: ${known ? `here ${known} can be used` : 'no loop is around this line'}`,
  )
}

/** What comes out when every loop stands at 1: right or wrong in form just as any other time. */
export function sample(template: Template): string {
  return template.literals.join('1')
}

export function isConstant(template: Template): boolean {
  return template.variables.length === 0
}

/** The text with each variable's value, by depth, in its place. */
export function fill(template: Template, values: readonly number[]): string {
  const { literals, variables } = template
  let text = literals[0] ?? ''
  for (let i = 0; i < variables.length; i++)
    text += (values[variables[i] ?? 0] ?? 0) + (literals[i + 1] ?? '')
  return text
}
