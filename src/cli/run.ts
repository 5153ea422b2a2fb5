// `buddyscope run`: a script, step by step, as lines for people or as JSON.

import { SETTINGS } from '../core/buddy/command.ts'
import { buddyinfoRow } from '../core/kernel-print/buddyinfo.ts'
import { kernelOrder } from '../core/kernel-print/zones.ts'
import { failedExpectationText } from '../core/run/expectation.ts'
import { LINUX_PARTS } from '../core/run/linux.ts'
import { type ActionReport, type Follower, Run } from '../core/run/run.ts'
import { formatScriptError, parseScript } from '../core/script/parse.ts'
import type { ScriptError } from '../core/script/script.ts'
import { type Step, shortBytes } from '../core/units.ts'
import { Output } from './output.ts'
import { configJson, freeJson, stepJson } from './run-json.ts'
import { readArguments, readInput } from './usage.ts'

/** Statements between two looks at the reader's pace. */
const BATCH = 256

type Located = Pick<ScriptError, 'line' | 'column' | 'message'>

export async function run(args: readonly string[]): Promise<number> {
  const { file, flags } = readArguments(args, ['--json', '--events'])
  const { script, errors } = parseScript(readInput(file))
  const isJson = flags.has('--json')
  const output = new Output(process.stdout)
  if (!script) return refuse(errors, isJson, output)

  const printer = isJson
    ? jsonPrinter(output, flags.has('--events'))
    : linePrinter(output, flags.has('--events'))
  const follower: Follower = {
    wantsEvents: flags.has('--events'),
    action: (report) => printer.step(current, report),
  }
  const begun = Run.begin(script, LINUX_PARTS, follower)
  if (!(begun instanceof Run)) return refuse(begun, isJson, output)
  const current = begun
  printer.begin(current)
  while (!current.advance(BATCH)) await output.settle()
  printer.end(current)
  await output.flush()
  return report(current)
}

interface Printer {
  begin(run: Run): void
  step(run: Run, report: ActionReport): void
  end(run: Run): void
}

function jsonPrinter(output: Output, withEvents: boolean): Printer {
  let separator = '\n'
  return {
    begin: ({ machine }) =>
      output.add(`{\n"config": ${JSON.stringify(configJson(machine.config))},\n"steps": [`),
    step: (run, report) => {
      output.add(`${separator}${JSON.stringify(stepJson(run, report, withEvents))}`)
      separator = ',\n'
    },
    end: (run) => {
      const expectations = run.expectations.map(({ line, ok, expected, found }) => ({
        line,
        ok,
        expected,
        found,
      }))
      const errors = run.errors.map(located)
      output.add(`\n],\n"expectations": ${JSON.stringify(expectations)},\n`)
      output.add(
        `"errors": ${JSON.stringify(errors)},\n"free": ${JSON.stringify(freeJson(run))}\n}\n`,
      )
    },
  }
}

function linePrinter(output: Output, withEvents: boolean): Printer {
  return {
    begin: () => {},
    step: (run, report) => output.add(stepLines(run, report, withEvents)),
    end: (run) => {
      if (run.log.length > 0) output.add('\n')
      const free = freeJson(run)
      for (const i of kernelOrder(run.machine.config)) {
        const row = free[i]
        if (row) output.add(`${buddyinfoRow(row.node, row.zone, row.counts)}\n`)
      }
    },
  }
}

/** `alloc D 4K`, `free D`, `set min-free 96K`, `reclaim 1M`. */
function actionText({ log, names, machine }: Run, step: Step): string {
  const { op, name, argument, detail } = log.at(step)
  const { pageSize } = machine.config
  switch (op) {
    case 'alloc':
      return `${op} ${names.textOf(name)} ${shortBytes(argument * pageSize)}`
    case 'free':
      return `${op} ${names.textOf(name)}`
    case 'reclaim':
      return `${op} ${shortBytes(argument * pageSize)}`
    case 'set':
      return `${op} ${SETTINGS[detail]} ${SETTINGS[detail] === 'min-free' ? shortBytes(argument * pageSize) : argument}`
    default:
      return op
  }
}

/** `  4  alloc D 4K      3:0           free 1 0`, and its small steps below it. */
function stepLines(run: Run, report: ActionReport, withEvents: boolean): string {
  const { line } = run.log.at(report.step)
  const what = actionText(run, report.step)
  const blocks = report.blocks.map(({ pfn, order }) => `${pfn}:${order}`).join(' ')
  const { failure } = report.ok ? { failure: null } : stepJson(run, report, false)
  const result = failure
    ? `fails: order ${failure.order}, ${failure.reason} (${failure.freePages} pages free, largest free order ${failure.largestFreeOrder})`
    : blocks || '-'
  const free = freeJson(run)
    .map(({ node, zone, counts }) =>
      run.machine.zones.length > 1 ? `${node}/${zone} ${counts.join(' ')}` : counts.join(' '),
    )
    .join('; ')
  const events = withEvents
    ? report.events.map((event) => `          ${JSON.stringify(event)}\n`).join('')
    : ''
  return `${`line ${line}`.padEnd(9)} ${what.padEnd(20)} ${result.padEnd(20)} free ${free}\n${events}`
}

async function refuse(
  errors: readonly Located[],
  isJson: boolean,
  output: Output,
): Promise<number> {
  if (isJson) {
    const empty = {
      config: null,
      steps: [],
      expectations: [],
      errors: errors.map(located),
      free: [],
    }
    output.add(`${JSON.stringify(empty)}\n`)
    await output.flush()
  }
  return tell(errors)
}

/** What was wrong, on standard error, in the order of the lines; the exit code. */
function report(run: Run): number {
  const failed = run.expectations
    .filter(({ ok }) => !ok)
    .map((result) => ({ ...result, message: failedExpectationText(result) }))
  return tell([...run.errors, ...failed].sort((a, b) => a.line - b.line))
}

function tell(errors: readonly Located[]): number {
  process.stderr.write(errors.map((error) => `${formatScriptError(error)}\n`).join(''))
  return errors.length > 0 ? 1 : 0
}

function located({ line, column, message }: Located): Located {
  return { line, column, message }
}
