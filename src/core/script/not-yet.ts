// What the language says already and the simulated machine cannot do yet. The parser reads all of
// it; whoever runs a script asks here first, so that nothing is silently left out. One place, to be
// emptied as the Linux machine grows.

import type { Script, ScriptError, Setting, Span, Statement } from './script.ts'

const FEATURES = ['grouping', 'pcp', 'watermarks'] as const
type Feature = (typeof FEATURES)[number]

/** One error for each line that asks for something not there yet, in the order of the text. */
export function notYet(script: Script): ScriptError[] {
  const errors: ScriptError[] = []
  for (const setting of script.settings) {
    const message = settingMessage(setting, script)
    if (message) errors.push(errorAt(setting.at, message))
  }
  visit(script.statements, errors)
  return errors.sort((a, b) => a.line - b.line)
}

function settingMessage(setting: Setting, { config, settings }: Script): string | null {
  switch (setting.key) {
    case 'grouping':
    case 'pcp':
    case 'watermarks':
      return setting.on
        ? `"${setting.key} on" is not there yet: it comes with the Linux machine; leave the line out or say "${setting.key} off"`
        : null
    case 'policy': {
      const implied = FEATURES.filter(
        (feature) => config[feature] && !settings.some((other) => other.key === feature),
      )
      return implied.length > 0 ? policyMessage(setting.value, implied) : null
    }
    case 'zone':
      return setting.free?.some((list) => list.type !== null)
        ? 'free blocks by type are not there yet: they come with the Linux machine; write free C0 C1 … without types'
        : null
    default:
      return null
  }
}

function policyMessage(policy: string, implied: readonly Feature[]): string {
  const lines = implied.map((feature) => `"${feature} off"`).join(', ')
  return `"policy ${policy}" is not whole yet: ${implied.join(', ')} come with the Linux machine; add ${lines} to have its fit and placement alone`
}

const INSTEAD = {
  compact: 'leave the line out',
  reclaim: 'free the names that it would take',
  set: 'leave the line out',
} as const

function visit(statements: readonly Statement[], errors: ScriptError[]): void {
  for (const statement of statements) {
    const { kind } = statement
    if (kind === 'for') visit(statement.body, errors)
    else if (kind === 'compact' || kind === 'reclaim' || kind === 'set')
      errors.push(
        errorAt(
          statement.at,
          `"${kind}" is not there yet: it comes with the Linux machine; ${INSTEAD[kind]}`,
        ),
      )
  }
}

function errorAt(at: Span, message: string): ScriptError {
  const { line, column, endColumn } = at
  return { line, column, endColumn, message }
}
