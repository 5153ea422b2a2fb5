import type { KeyboardEvent, Ref } from 'react'
import { edit, runScript, useSimulation } from '../../store/simulation.ts'
import { toggleBreakpoint } from '../../store/view.ts'

/** The script as plain text: there before the editor has loaded, and where it never does. */
export function PlainScript({ ref }: { ref: Ref<HTMLTextAreaElement> }) {
  const source = useSimulation((state) => state.source)
  const isInvalid = useSimulation((state) => state.errors.length > 0)

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (!event.ctrlKey && !event.metaKey) return
    if (event.key === 'Enter') runScript()
    else if (event.key === 'b') toggleBreakpoint(lineOfCaret(event.currentTarget))
    else return
    event.preventDefault()
  }

  return (
    <textarea
      ref={ref}
      aria-label="Script"
      aria-invalid={isInvalid}
      className="script-plain"
      value={source}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      onChange={(event) => edit(event.target.value)}
      onKeyDown={onKeyDown}
      onCompositionStart={(event) => event.currentTarget.setAttribute('data-composing', '')}
      onCompositionEnd={(event) => event.currentTarget.removeAttribute('data-composing')}
    />
  )
}

function lineOfCaret({ value, selectionStart }: HTMLTextAreaElement): number {
  return value.slice(0, selectionStart).split('\n').length
}
