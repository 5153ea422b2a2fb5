// Wrong usage, and reading what the command line names.

import { readFileSync } from 'node:fs'

/** Told with the usage; exit code 2. */
export class UsageError extends Error {}

export interface Arguments {
  /** A path, or `-` for standard input. */
  readonly file: string
  readonly flags: ReadonlySet<string>
}

/** Splits `FILE|- [--flag …]`; anything else is wrong usage. */
export function readArguments(args: readonly string[], known: readonly string[]): Arguments {
  const flags = new Set(args.filter((arg) => arg.startsWith('--')))
  for (const flag of flags)
    if (!known.includes(flag)) throw new UsageError(`unknown option "${flag}"`)
  const files = args.filter((arg) => !arg.startsWith('--'))
  const [file = '-', more] = files
  if (more !== undefined) throw new UsageError(`one file at a time, not "${more}" as well`)
  if (file.startsWith('-') && file !== '-') throw new UsageError(`unknown option "${file}"`)
  return { file, flags }
}

export function readInput(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`cannot read ${file === '-' ? 'standard input' : `"${file}"`}: ${why}`)
  }
}
