import { useState } from 'react'
import { formatCount } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Section.tsx'

/** Lines that are shown before one asks for the rest. */
const FIRST = 5
/** More than this are not to be looked through on a page. */
const MOST = 200

/** What looked like kernel text and could not be read, line by line, and why. */
export function UnreadLines() {
  const unread = usePaste((state) => state.overview?.unread)
  const lines = usePaste((state) => state.lines)
  const [isWhole, setWhole] = useState(false)
  if (!unread || unread.length === 0) return null
  const shown = unread.slice(0, isWhole ? MOST : FIRST)
  const more = Math.min(unread.length, MOST) - shown.length
  const count = unread.length
  return (
    <Section
      title="Unread lines"
      note={`${formatCount(count)} ${count === 1 ? 'line' : 'lines'} could not be read, or not whole`}
    >
      <ul className="unread">
        {shown.map(({ line, why }) => (
          <li key={`${line} ${why}`}>
            <span className="text-ink-3">line {line}</span>
            <code className="mono">{lines.get(line) ?? ''}</code>
            <span className="unread-why">{why}</span>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button variant="line" small onClick={() => setWhole(true)}>
          Show {formatCount(more)} more
        </Button>
      )}
    </Section>
  )
}
