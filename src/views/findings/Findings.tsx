import type { Finding, Tone } from '../../core/diagnose/diagnosis.ts'
import { usePaste } from '../../store/paste.ts'
import { Prose } from '../../ui/Prose.tsx'
import { Section } from '../../ui/Section.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'
import { Sum } from '../../ui/Sum.tsx'
import { useWhole } from '../../ui/useWhole.ts'

/** Findings that are shown before one asks for the rest. */
const FIRST = 4

const TONES: Readonly<Record<Tone, { readonly token: string; readonly word: string }>> = {
  good: { token: 'ok', word: 'good' },
  warn: { token: 'warn', word: 'look' },
  bad: { token: 'fail', word: 'serious' },
  info: { token: 'info', word: 'note' },
}

/** What stands out, the most serious first, each with the sum that shows it. */
export function Findings() {
  const diagnosis = usePaste((state) => state.look?.diagnosis)
  const [isWhole, showAll] = useWhole(usePaste((state) => state.overview))
  // What the verdict says already is not said again.
  const findings = diagnosis?.findings.filter(({ fact }) => fact !== diagnosis.sentence) ?? []
  if (findings.length === 0) return null
  const shown = isWhole ? findings : findings.slice(0, FIRST)
  const more = findings.length - shown.length
  return (
    <Section title="Findings" note="the most serious first">
      <ul className="findings">
        {shown.map((finding) => (
          <FindingItem
            key={`${finding.id} ${finding.node} ${finding.zone} ${finding.fact}`}
            {...finding}
          />
        ))}
      </ul>
      <ShowMore more={more} onClick={showAll} />
    </Section>
  )
}

function FindingItem({ tone, fact, why, arithmetic }: Finding) {
  const { token, word } = TONES[tone]
  return (
    <li>
      <span className="tone-pill" data-tone={token}>
        {word}
      </span>
      <div>
        <p>
          <b>
            <Prose text={fact} />
          </b>{' '}
          <span>
            <Prose text={why} />
          </span>
        </p>
        <Sum lines={arithmetic} />
      </div>
    </li>
  )
}
