// `buddyscope COMMAND …`: the same core as the page, for a terminal and for marking scripts.

import { cosimulate } from './cosimulate.ts'
import { inspect } from './inspect.ts'
import { run } from './run.ts'
import { UsageError } from './usage.ts'

const USAGE = `Usage:
  buddyscope run FILE|- [--json] [--events]    run a script
  buddyscope inspect [FILE|-] [--json]         read kernel text: /proc/buddyinfo and its relatives
  buddyscope cosimulate FOLDER [--json] [--kernel 5.10|6.1|6.12|6.18]
                                               foretell a traced kernel, block by block
`

/** Exit code: 0 done, 1 the input is wrong, 2 wrong usage or an unreadable file. */
async function main([command, ...rest]: string[]): Promise<number> {
  try {
    if (command === 'run') return await run(rest)
    if (command === 'inspect') return await inspect(rest)
    if (command === 'cosimulate') return await cosimulate(rest)
    if (command === '--help' || command === '-h') {
      process.stdout.write(USAGE)
      return 0
    }
    throw new UsageError(command === undefined ? 'no command' : `unknown command "${command}"`)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    process.stderr.write(`buddyscope: ${error.message}\n${USAGE}`)
    return 2
  }
}

// A reader that closes early (`| head`) ends the program quietly, as it ends others.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await main(process.argv.slice(2))
