// `buddyscope inspect`: kernel text, read as a stream, as tables and a verdict for people or as
// JSON.

import { createReadStream } from 'node:fs'
import { Reader } from '../core/kernel-text/reader.ts'
import type { Reading } from '../core/kernel-text/reading.ts'
import { writeInspection } from './inspect-json.ts'
import { writeTables } from './inspect-table.ts'
import { Output } from './output.ts'
import { readArguments, UsageError } from './usage.ts'

export async function inspect(args: readonly string[]): Promise<number> {
  const { file, flags } = readArguments(args, ['--json'])
  const reading = await readStream(file)
  const output = new Output(process.stdout)
  await (flags.has('--json') ? writeInspection(reading, output) : writeTables(reading, output))
  await output.flush()
  if (reading.found.length > 0) return 0
  process.stderr.write('line 1:1: no kernel text found\n')
  return 1
}

async function readStream(file: string): Promise<Reading> {
  const reader = new Reader()
  const stream = file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 18 })
  try {
    for await (const chunk of stream) reader.push(chunk)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`cannot read ${file === '-' ? 'standard input' : `"${file}"`}: ${why}`)
  }
  return reader.end()
}
