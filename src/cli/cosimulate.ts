// `buddyscope cosimulate`: how many of the blocks that a traced kernel took the simulator foretells.

import type { Kernel } from '../core/buddy/config.ts'
import { type Cosimulation, cosimulate as follow } from '../core/cosimulate/cosimulate.ts'
import { KERNELS, rulesOf } from '../core/cosimulate/kernel-rules.ts'
import { readModel } from '../core/cosimulate/read-capture.ts'
import { isRefusal, type Refusal } from '../core/cosimulate/trace-events.ts'
import { readBefore, readRelease, readTrace } from './capture-folder.ts'
import { UsageError } from './usage.ts'

const MISSES_SHOWN = 10

export async function cosimulate(args: readonly string[]): Promise<number> {
  const { folder, isJson, kernel: given } = readOptions(args)
  const kernel = given ?? kernelOf(folder)
  const before = readBefore(folder)
  const events = await readTrace(folder)
  if (isRefusal(events)) return refuse(events, isJson, 'trace')
  const model = readModel(before, kernel, events)
  if (isRefusal(model)) return refuse(model, isJson, 'truth.tsv')
  if (before.pagetypeinfo === null)
    note('no before/pagetypeinfo: pageblocks are not counted by type')
  if (before.kpageflags === null)
    note('no before/kpageflags.bin.gz: nothing tells what the pages in use are')
  const result = follow(model, events)
  if (result.leftOut > 0)
    note(`${result.leftOut} blocks of types that are not simulated were left out`)
  process.stdout.write(isJson ? `${JSON.stringify(asJson(result))}\n` : asText(result))
  return 0
}

function readOptions(args: readonly string[]): {
  folder: string
  isJson: boolean
  kernel: Kernel | null
} {
  const folders: string[] = []
  let isJson = false
  let kernel: Kernel | null = null
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string
    if (arg === '--json') isJson = true
    else if (arg === '--kernel') {
      i++
      kernel = KERNELS.find((one) => one === args[i]) ?? null
      if (kernel === null) throw new UsageError(`--kernel is one of ${KERNELS.join(', ')}`)
    } else if (arg.startsWith('-')) throw new UsageError(`unknown option "${arg}"`)
    else folders.push(arg)
  }
  const [folder, more] = folders
  if (folder === undefined) throw new UsageError('no folder')
  if (more !== undefined) throw new UsageError(`one folder at a time, not "${more}" as well`)
  return { folder, isJson, kernel }
}

/** The rules of the folder's kernel. */
function kernelOf(folder: string): Kernel {
  const release = readRelease(folder)
  if (release === null)
    throw new UsageError(`no uname-r.txt in "${folder}" or above it: say --kernel`)
  const rules = rulesOf(release)
  if (rules === null) throw new UsageError(`"${release}" is no kernel's release: say --kernel`)
  if (rules.beyond !== '')
    note(
      `kernel ${release} is ${rules.beyond} than those simulated: the rules of ${rules.kernel} are used`,
    )
  return rules.kernel
}

function refuse({ line, message }: Refusal, isJson: boolean, file: string): number {
  const error = { line, column: 1, message: `${file}: ${message}` }
  process.stderr.write(`line ${line}:1: ${error.message}\n`)
  const nothing = { predicted: 0, of: 0, fallbacks: 0, misses: [], errors: [error] }
  if (isJson) process.stdout.write(`${JSON.stringify(nothing)}\n`)
  return 1
}

function asJson({ predicted, of, fallbacks, misses }: Cosimulation) {
  return {
    predicted,
    of,
    fallbacks,
    misses: misses.slice(0, MISSES_SHOWN).map((miss) => {
      return { ...miss, predicted: miss.predicted < 0 ? null : miss.predicted }
    }),
  }
}

function asText({ predicted, of, fallbacks, misses }: Cosimulation): string {
  const lines = [`${predicted} of ${of} blocks predicted, ${fallbacks} of them through a fallback`]
  for (const { line, pfn, order, type, predicted: instead } of misses.slice(0, MISSES_SHOWN))
    lines.push(
      `line ${line}: ${type}, order ${order}: the kernel took pfn ${pfn}, predicted ${instead < 0 ? 'none' : `was ${instead}`}`,
    )
  if (misses.length > MISSES_SHOWN) lines.push(`and ${misses.length - MISSES_SHOWN} more`)
  return `${lines.join('\n')}\n`
}

function note(text: string): void {
  process.stderr.write(`buddyscope: ${text}\n`)
}
