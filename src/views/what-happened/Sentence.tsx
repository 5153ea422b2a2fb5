import type { StepView } from '../../core/run/summary.ts'

/** The fact in bold, then why, then what follows; the kernel's own line where it has one. */
export function Sentence({ view }: { view: StepView }) {
  const { fact, why, follows, log } = view.explanation
  return (
    <>
      {view.say.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: narration is in order and may repeat itself
        <p key={index} className="narration">
          {text}
        </p>
      ))}
      <p className="sentence">
        <b>{fact}</b> {why}
      </p>
      {follows && <p className="follows">{follows}</p>}
      {log !== null && (
        <p className="kernel-log">
          <span className="mono">{log}</span>
        </p>
      )}
    </>
  )
}
