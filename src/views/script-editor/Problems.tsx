import type { Problem } from './problems.ts'

interface ProblemsProps {
  readonly problems: readonly Problem[]
  readonly onGoTo: (line: number, column: number) => void
}

/** Under the text: each problem leads to its place. */
export function Problems({ problems, onGoTo }: ProblemsProps) {
  if (problems.length === 0) return null
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
    </ul>
  )
}
