import { useId } from 'react'
import { formatCount } from '../../core/units.ts'
import { ask, type Look } from '../../store/paste.ts'
import { Button } from '../../ui/Button.tsx'
import { Difference } from './Difference.tsx'

interface ComparedProps {
  readonly look: Look
  readonly moments: number
}

/** The moment that is looked at, B, beside another one, A: what came and what went. */
export function Compared({ look, moments }: ComparedProps) {
  const { against, moment } = look
  const id = useId()
  if (!against)
    return (
      <div className="compare-line">
        <Button
          variant="line"
          small
          onClick={() => ask({ against: moment === 0 ? moments - 1 : 0 })}
        >
          Compare two
        </Button>
        <span className="text-ink-3">
          A beside B: what was freed, split and merged between them
        </span>
      </div>
    )
  return (
    <div className="compare">
      <div className="compare-line">
        <label htmlFor={id}>
          <b>A</b> {formatCount(against.moment + 1)}
          {against.at && <span className="text-ink-3"> · {against.at}</span>}
        </label>
        <input
          id={id}
          type="range"
          aria-label="Compare with"
          min={0}
          max={moments - 1}
          value={against.moment}
          onChange={({ target }) => ask({ against: target.valueAsNumber })}
        />
        <span>
          <b>B</b> {formatCount(moment + 1)}
          {look.at && <span className="text-ink-3"> · {look.at}</span>}
        </span>
        <Button variant="line" small onClick={() => ask({ against: null })}>
          Compare no more
        </Button>
      </div>
      <Difference look={look} against={against} />
    </div>
  )
}
