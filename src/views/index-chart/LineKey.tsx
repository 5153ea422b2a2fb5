import type { Line } from './layout.ts'
import { NAMED_LINES, ZoneLine } from './ZoneLine.tsx'

/** The lines that have no room for a name of their own. */
export function LineKey({ lines }: { readonly lines: readonly Line[] }) {
  const styled = lines.filter(({ rank }) => rank < NAMED_LINES)
  const faint = lines.length - styled.length
  return (
    <ul className="type-key">
      {styled.map((line) => (
        <li key={line.key}>
          <svg width={32} height={14} aria-hidden="true">
            <ZoneLine line={{ ...line, points: SAMPLE, labelAt: null }} />
          </svg>
          {line.label}
        </li>
      ))}
      {faint > 0 && (
        <li>
          thin lines: {faint} more {faint === 1 ? 'zone' : 'zones'}
        </li>
      )}
    </ul>
  )
}

const SAMPLE = [
  { x: 0, y: 7 },
  { x: 16, y: 7 },
  { x: 32, y: 7 },
]
