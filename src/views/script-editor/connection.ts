// The editor and the stores: what is typed goes to the simulation, what runs is marked in the lines.
// Loaded with the editor, and only with it.

import { edit, runScript, useSimulation } from '../../store/simulation.ts'
import { toggleBreakpoint, useView } from '../../store/view.ts'
import { createEditor, type Editor } from './editor.ts'
import { lineMarks } from './line-marks.ts'
import { linkedLine } from './linked-line.ts'

/** An editor in the place of the plain field, with its text and caret. */
export function takeOver(host: HTMLElement, plain: HTMLTextAreaElement | null): Editor {
  const { selectionStart = 0, selectionEnd = 0, selectionDirection = 'none' } = plain ?? {}
  const isBackward = selectionDirection === 'backward'
  return createEditor({
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

function moveBreakpoints(lines: Set<number>): void {
  const { breakpoints } = useView.getState()
  const isSame =
    lines.size === breakpoints.size && [...lines].every((line) => breakpoints.has(line))
  if (!isSame) useView.setState({ breakpoints: lines })
}

/** Keeps the editor in step with the stores; gives back how to stop. */
export function connect(editor: Editor): () => void {
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
