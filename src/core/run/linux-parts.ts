// What a run needs beyond the textbook's allocator, loaded where a script asks for it.

import type { LinuxMachine } from '../buddy/machine.ts'
import type { LinuxWords } from '../explain/linux-words.ts'
import type { Script, Statement } from '../script/script.ts'

export interface LinuxParts {
  readonly machine: LinuxMachine
  readonly words: LinuxWords
}

/** Whether a script asks for anything that only the Linux machine does. */
export function needsLinux({ config, statements }: Script): boolean {
  const { policy, grouping, pcp, watermarks } = config
  return policy === 'linux' || grouping || pcp || watermarks || statements.some(isLinux)
}

function isLinux(statement: Statement): boolean {
  switch (statement.kind) {
    case 'compact':
    case 'reclaim':
    case 'drain':
    case 'set':
      return true
    case 'for':
      return statement.body.some(isLinux)
    default:
      return false
  }
}
