// A script as canonical text: one way to write each thing, settings before the rest, loops
// indented. What is read from it equals the script up to positions; comments are not kept.

import type { Operand, Script, Setting, Statement, TypedCounts } from './script.ts'
import { printSize } from './size.ts'

export function printScript(script: Pick<Script, 'settings' | 'statements'>): string {
  const settings = script.settings.map(printSetting)
  const lines = printBlock(script.statements, '')
  if (settings.length > 0 && lines.length > 0) settings.push('')
  return [...settings, ...lines, ''].join('\n')
}

function printSetting(setting: Setting): string {
  const { key } = setting
  switch (key) {
    case 'title':
    case 'source':
      return `${key} ${printString(setting.text)}`
    case 'page-size':
    case 'min-free':
    case 'memory':
      return `${key} ${printSize(setting.size.unit, setting.size.amount.text)}`
    case 'grouping':
    case 'watermarks':
      return `${key} ${printSwitch(setting.on)}`
    case 'pcp':
      return words(
        key,
        printSwitch(setting.on),
        setting.batch !== null && `batch ${setting.batch}`,
        setting.high !== null && `high ${setting.high}`,
      )
    case 'zone':
      return words(
        key,
        setting.node !== 0 && `node ${setting.node}`,
        setting.zone,
        printSize(setting.size.unit, setting.size.amount.text),
        setting.start && `at ${setting.start.value}`,
        setting.free && `free ${setting.free.map(printCounts).join(' ')}`,
      )
    default:
      return `${key} ${setting.value}`
  }
}

function printSwitch(on: boolean): string {
  return on ? 'on' : 'off'
}

function printCounts({ type, counts }: TypedCounts): string {
  return words(type, ...counts.map((count) => String(count.value)))
}

function printBlock(statements: readonly Statement[], indent: string): string[] {
  const lines: string[] = []
  for (const statement of statements) {
    lines.push(indent + printStatement(statement))
    if (statement.kind !== 'for') continue
    for (const line of printBlock(statement.body, `${indent}  `)) lines.push(line)
    lines.push(`${indent}end`)
  }
  return lines
}

function printStatement(statement: Statement): string {
  const { kind } = statement
  switch (kind) {
    case 'for': {
      const { variable, from, to, step } = statement
      return words(`for ${variable} in ${from}..${to}`, step !== 1 && `step ${step}`)
    }
    case 'alloc': {
      const { name, size, mobility, node, zone, atomic } = statement
      return words(
        `alloc ${name.text} ${printSize(size.unit, size.amount.text)}`,
        mobility !== 'unmovable' && mobility,
        printNode(node),
        printZone(zone),
        atomic && 'atomic',
      )
    }
    case 'free':
      return `free ${statement.name.text}`
    case 'compact':
      return words(kind, printNode(statement.node), printZone(statement.zone))
    case 'reclaim':
      return `reclaim ${printSize(statement.size.unit, statement.size.amount.text)}`
    case 'drain':
      return kind
    case 'set':
      return statement.setting === 'min-free'
        ? `set min-free ${printSize(statement.size.unit, statement.size.amount.text)}`
        : `set extfrag-threshold ${statement.value}`
    case 'say':
      return `say ${printString(statement.text.text)}`
    case 'predict':
      return `predict ${statement.ask}`
    case 'expect':
      if (statement.what === 'outcome') return `expect ${statement.ok ? 'ok' : 'fail'}`
      if (statement.what === 'at')
        return words('expect at', ...statement.pfns.map((pfn) => pfn.text))
      return words(
        'expect free',
        statement.node && `node ${statement.node.text}`,
        printZone(statement.zone),
        ...statement.counts.map((count) => count.text),
      )
  }
}

function printNode(node: Operand<number> | null): string | null {
  return node && `node ${node.value}`
}

function printZone(zone: Operand<string> | null): string | null {
  return zone && `zone ${zone.value}`
}

function printString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}

/** What is there, a blank between. */
function words(...parts: readonly (string | null | false)[]): string {
  return parts.filter((part) => part !== null && part !== false).join(' ')
}
