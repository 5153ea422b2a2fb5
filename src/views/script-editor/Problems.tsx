import type { Problem } from './problems.ts'

interface ProblemsProps {
  readonly problems: readonly Problem[]
  /** The script cannot run, and what is shown is an earlier one. */
  readonly isOutdated: boolean
  readonly onGoTo: (line: number, column: number) => void
}

/** Under the text: each problem leads to its place. */
export function Problems({ problems, isOutdated, onGoTo }: ProblemsProps) {
  return (
    <ul className="problems" aria-label="Problems in the script">
      {problems.map(({ line, column, message }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place can have several alike
        <li key={index}>
          <button type="button" onClick={() => onGoTo(line, column)}>
            <b>
              line {line}:{column}:
            </b>{' '}
            {message}
          </button>
        </li>
      ))}
      {isOutdated && <li className="problems-note">The pictures show the last script that ran.</li>}
    </ul>
  )
}
