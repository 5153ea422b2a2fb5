// The editor proper, a chunk of its own that is loaded after the page: CodeMirror over the plain
// text field that stands in for it until then.

import {
  defaultKeymap,
  history,
  historyKeymap,
  insertNewline,
  toggleComment,
} from '@codemirror/commands'
import { type Diagnostic, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { Annotation, EditorState } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { ScriptError } from '../../core/script/script.ts'
import { blockInput } from './block-input.ts'
import { breakpointLines, breakpointMargin, setBreakpoints } from './breakpoints.ts'
import { highlight } from './highlight.ts'
import type { LineMarks } from './line-marks.ts'
import { lineMarking, setErrors, setLinked, setMarks } from './marks.ts'
import { positionOf, runArrived, runLines } from './run-lines.ts'
import { swatches } from './swatches.ts'

interface EditorOptions {
  readonly parent: HTMLElement
  readonly text: string
  /** Selection as offsets into the text: where it was dragged from, and to. */
  readonly anchor: number
  readonly head: number
  readonly onEdit: (text: string) => void
  readonly onRun: () => void
  readonly onToggleBreakpoint: (line: number) => void
  /** The text was edited and the breakpoints went along: all their lines. */
  readonly onMoveBreakpoints: (lines: Set<number>) => void
}

/** Text put there by the page, which the page need not be told of. */
const fromPage = Annotation.define<true>()

export type Editor = ReturnType<typeof createEditor>

export function createEditor(options: EditorOptions) {
  const toggleHere = ({ state }: EditorView) => {
    options.onToggleBreakpoint(state.doc.lineAt(state.selection.main.head).number)
    return true
  }
  const run = () => {
    options.onRun()
    return true
  }
  const view = new EditorView({
    parent: options.parent,
    state: EditorState.create({
      doc: options.text,
      selection: { anchor: options.anchor, head: options.head },
      extensions: [
        breakpointMargin(options.onToggleBreakpoint),
        lineMarking,
        swatches,
        highlight,
        blockInput,
        history(),
        keymap.of([
          { key: 'Enter', run: insertNewline, shift: insertNewline }, // no indent is added
          { key: 'Mod-Enter', run },
          { key: 'Mod-b', run: toggleHere },
          { key: 'Mod-/', run: toggleComment },
          ...lintKeymap,
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': 'Script', tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged, state, transactions }) => {
          if (!docChanged) return
          options.onMoveBreakpoints(breakpointLines(state))
          if (!transactions.some((transaction) => transaction.annotation(fromPage)))
            options.onEdit(state.doc.toString())
        }),
      ],
    }),
  })

  return {
    element: view.dom,

    destroy: () => view.destroy(),

    focus: () => view.focus(),

    /** Replaces the text, the caret at its start; history keeps what was there, no dot stays. */
    replace(text: string): void {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        selection: { anchor: 0 },
        effects: setBreakpoints.of(new Set()),
        annotations: fromPage.of(true),
        scrollIntoView: true,
      })
    },

    text: () => view.state.doc.toString(),

    lines: () => view.state.doc.toJSON(),

    /** A run of the text as it stands has arrived: its line numbers count from here. */
    startRun: () => view.dispatch({ effects: runArrived.of(null) }),

    mark(marks: LineMarks): void {
      view.dispatch({ effects: setMarks.of(marks) })
      const { state } = view
      const at =
        marks.current === null ? null : positionOf(marks.current, state.field(runLines), state.doc)
      if (at !== null && !view.hasFocus)
        view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'nearest', yMargin: 52 }) })
    },

    link: (line: number | null) => view.dispatch({ effects: setLinked.of(line) }),

    showBreakpoints: (lines: ReadonlySet<number>) =>
      view.dispatch({ effects: setBreakpoints.of(lines) }),

    showErrors(errors: readonly ScriptError[]): void {
      const diagnostics = errors.map((error) => diagnosticOf(view.state, error))
      view.dispatch(setDiagnostics(view.state, diagnostics), { effects: setErrors.of(errors) })
    },

    /** Puts the caret at a line and column (1-based) of the text. */
    goTo(line: number, column: number): void {
      const at = offsetOf(view.state, line, column)
      view.dispatch({ selection: { anchor: at }, scrollIntoView: true })
      view.focus()
    },
  }
}

function offsetOf({ doc }: EditorState, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return Math.min(from + column - 1, to)
}

function diagnosticOf(state: EditorState, error: ScriptError): Diagnostic {
  return {
    from: offsetOf(state, error.line, error.column),
    to: offsetOf(state, error.line, error.endColumn),
    severity: 'error',
    message: error.message,
  }
}
