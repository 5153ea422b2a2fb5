// A gfp mask without names whose kernel had to be guessed: the bits were renumbered five times (gfp-eras.ts),
// so the same number may mean something else.

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { flagsOf } from '../request.ts'

export function flagsGuessed({ causes }: Case): Finding[] {
  const guessed = causes.filter(({ report }) => report.era?.isGuess === true)
  const last = guessed.at(-1)
  if (!last) return []
  const { mode, era, line } = last.report
  return [
    {
      id: 'flags-guessed',
      tone: 'info',
      fact: `What ${mode} means is a guess: the text does not tell the kernel.`,
      why: `It is read as kernels ${era?.kernels} number the flags, by ${era?.from}. The line "CPU: … Comm: … " of the report tells the release.`,
      arithmetic: [`line ${line}: ${mode} = ${flagsOf(last.request) || 'nothing that is known'}`],
      node: null,
      zone: null,
    },
  ]
}
