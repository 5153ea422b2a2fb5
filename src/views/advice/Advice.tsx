import type { Advice as AdviceItem } from '../../core/diagnose/diagnosis.ts'
import { usePaste } from '../../store/paste.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Section.tsx'

/** More notes than these are folded. */
const FEW_NOTES = 2

interface AdviceProps {
  /** Opens the Lab with a script, and tells there what is made up. */
  readonly onOpenLab: (script: string, notes: readonly string[]) => void
}

/** Where to go from here: the Lab, and what the kernel's documentation says to look at. */
export function Advice({ onOpenLab }: AdviceProps) {
  const lab = usePaste((state) => state.look?.lab)
  const diagnosis = usePaste((state) => state.look?.diagnosis)
  if (!diagnosis || (!lab && diagnosis.next.length === 0)) return null
  return (
    <Section title="Next">
      <ul className="next">
        {lab && (
          <li>
            <LabButton onClick={() => onOpenLab(lab.script, lab.notes)} />
            {lab.notes.length > 0 && (
              <details className="lab-notes" open={lab.notes.length <= FEW_NOTES}>
                <summary>What is made up, and what was left out</summary>
                <ul>
                  {lab.notes.map((note) => (
                    <li key={note}>{note}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        )}
        {diagnosis.next.map((advice) => (
          <AdviceEntry key={advice.id} advice={advice} />
        ))}
      </ul>
    </Section>
  )
}

function LabButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" className="next-button" aria-label="Open in Lab" onClick={onClick}>
      <span>
        <b>Open in Lab</b>
        <span className="text-ink-2">
          Start with these counts and step a request through them; positions are made up.
        </span>
      </span>
      <Icon name="arrow" />
    </button>
  )
}

function AdviceEntry({ advice }: { readonly advice: AdviceItem }) {
  const { what, does, costs, because } = advice
  return (
    <li className="advice">
      <code className="mono">{what}</code>
      <p>{does}</p>
      <p className="text-ink-2">
        <b>Costs:</b> {costs}
      </p>
      <p className="text-ink-2">
        <b>Because:</b> {because}
      </p>
    </li>
  )
}
