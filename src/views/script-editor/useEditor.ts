import { type RefObject, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { edit, runScript, useSimulation } from '../../store/simulation.ts'
import { toggleBreakpoint, useView } from '../../store/view.ts'
import type { createEditor, Editor } from './editor.ts'
import { lineMarks } from './line-marks.ts'
import { linkedLine } from './linked-line.ts'

/** Loads the editor and puts it in the plain field's place; null until then. */
export function useEditor(
  host: RefObject<HTMLElement | null>,
  plain: RefObject<HTMLTextAreaElement | null>,
): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null)

  useEffect(() => {
    let isGone = false
    let made: Editor | null = null
    let disconnect = () => {}

    async function load() {
      const { createEditor } = await import('./editor.ts')
      await endOfComposition(plain.current)
      if (isGone || !host.current) return
      made = takeOver(createEditor, host.current, plain.current)
      disconnect = connect(made)
      const hadFocus = document.activeElement === plain.current
      flushSync(() => setEditor(made)) // the plain field goes in the same breath: one textbox at any time
      if (hadFocus) made.focus()
    }
    load().catch(() => {}) // offline before it came: the plain field stays, and does

    return () => {
      isGone = true
      disconnect()
      made?.destroy()
      setEditor(null)
    }
  }, [host, plain])

  return editor
}

function takeOver(
  create: typeof createEditor,
  host: HTMLElement,
  plain: HTMLTextAreaElement | null,
) {
  const { selectionStart = 0, selectionEnd = 0, selectionDirection = 'none' } = plain ?? {}
  const isBackward = selectionDirection === 'backward'
  return create({
    parent: host,
    text: useSimulation.getState().source,
    anchor: isBackward ? selectionEnd : selectionStart,
    head: isBackward ? selectionStart : selectionEnd,
    onEdit: edit,
    onRun: runScript,
    onToggleBreakpoint: toggleBreakpoint,
    onMoveBreakpoints: moveBreakpoints,
  })
}

/** An input method that is in the middle of a word is not to lose it. */
function endOfComposition(plain: HTMLTextAreaElement | null): Promise<void> | void {
  if (!plain?.hasAttribute('data-composing')) return
  return new Promise((resolve) =>
    plain.addEventListener('compositionend', () => resolve(), { once: true }),
  )
}

function moveBreakpoints(lines: Set<number>): void {
  const { breakpoints } = useView.getState()
  const isSame =
    lines.size === breakpoints.size && [...lines].every((line) => breakpoints.has(line))
  if (!isSame) useView.setState({ breakpoints: lines })
}

/** Keeps the editor in step with the stores; gives back how to stop. */
function connect(editor: Editor): () => void {
  const showRun = () => {
    const { run, view } = useSimulation.getState()
    editor.mark(lineMarks(run, view))
  }
  const showLink = () => {
    const { run, view } = useSimulation.getState()
    const { hovered, selected } = useView.getState()
    const block = hovered ?? selected
    editor.link(block && run && view ? linkedLine(run, view, block, editor.lines) : null)
  }
  editor.showErrors(useSimulation.getState().errors)
  editor.showBreakpoints(useView.getState().breakpoints)
  showRun()

  const stopRun = useSimulation.subscribe((now, before) => {
    if (now.source !== before.source && now.source !== editor.text()) editor.replace(now.source)
    if (now.errors !== before.errors) editor.showErrors(now.errors)
    if (now.run !== before.run) editor.startRun()
    if (now.run !== before.run || now.view !== before.view) showRun()
    if (now.view !== before.view) showLink()
  })
  const stopView = useView.subscribe((now, before) => {
    if (now.breakpoints !== before.breakpoints) editor.showBreakpoints(now.breakpoints)
    if (now.hovered !== before.hovered || now.selected !== before.selected) showLink()
  })
  return () => {
    stopRun()
    stopView()
  }
}
