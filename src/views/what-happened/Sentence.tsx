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
      {log !== null && <KernelLog log={log} />}
    </>
  )
}

/** The head line is what people search for; the memory dump after it opens. */
function KernelLog({ log }: { readonly log: string }) {
  const [head, ...dump] = log.split('\n')
  if (dump.length === 0)
    return (
      <p className="kernel-log">
        <span className="mono">{head}</span>
      </p>
    )
  return (
    <details className="kernel-log">
      <summary className="mono">{head}</summary>
      <pre className="mono">{dump.join('\n')}</pre>
    </details>
  )
}
