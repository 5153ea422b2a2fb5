import { lazy, Suspense, useMemo, useRef } from 'react'
import { runScript, useSimulation } from '../../store/simulation.ts'
import { Button } from '../../ui/Button.tsx'
import { PlainScript } from './PlainScript.tsx'
import { problemsOf } from './problems.ts'
import { useEditor } from './useEditor.ts'

/** Fetched with the first problem. */
const Problems = lazy(() => import('./Problems.tsx').then((m) => ({ default: m.Problems })))

/** The script: a plain text field at once, the editor proper as soon as it has come. */
export function ScriptEditor() {
  const host = useRef<HTMLDivElement>(null)
  const plain = useRef<HTMLTextAreaElement>(null)
  const editor = useEditor(host, plain)
  const errors = useSimulation((state) => state.errors)
  const run = useSimulation((state) => state.run)
  const problems = useMemo(() => problemsOf(errors, run), [errors, run])

  function goTo(line: number, column: number) {
    if (editor) editor.goTo(line, column)
    else if (plain.current) placeCaret(plain.current, line, column)
  }

  return (
    <div className="script">
      <div className="panel-head">
        <h2>Script</h2>
        <span className="flex-1" />
        <Button variant="line" small onClick={runScript}>
          Run script
        </Button>
      </div>
      <div className="script-text">
        {!editor && <PlainScript ref={plain} />}
        <div ref={host} className="script-host" />
      </div>
      {problems.length > 0 && (
        <Suspense>
          <Problems
            problems={problems}
            isOutdated={errors.length > 0 && run !== null}
            onGoTo={goTo}
          />
        </Suspense>
      )}
    </div>
  )
}

function placeCaret(area: HTMLTextAreaElement, line: number, column: number): void {
  const before = area.value.split('\n').slice(0, line - 1)
  const at = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1
  area.focus()
  area.setSelectionRange(at, at)
}
