// A script as tests want it: one that cannot be read is a fault of the test, thrown with its text.

import { formatScriptError, parseScript } from './parse.ts'
import type { Script } from './script.ts'

export function scriptOf(source: string): Script {
  const { script, errors } = parseScript(source)
  if (!script) throw new Error(`${errors.map(formatScriptError).join('\n')}\n${source}`)
  return script
}
