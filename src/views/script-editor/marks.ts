// The run's marks on the text: the wash of the current line, results in the right margin, the
// line of the block that is pointed at.

import { type EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  EditorView,
  GutterMarker,
  gutter,
  gutterLineClass,
} from '@codemirror/view'
import type { ScriptError } from '../../core/script/script.ts'
import { errorResult, type LineMarks, NO_MARKS, type Result } from './line-marks.ts'
import { positionOf, runLines } from './run-lines.ts'

export const setMarks = StateEffect.define<LineMarks>()
/** Line (1-based) of the block that is pointed at; null: none. */
export const setLinked = StateEffect.define<number | null>()

/** What cannot be read in the text as it stands. */
export const setErrors = StateEffect.define<readonly ScriptError[]>()

interface Placed {
  readonly position: number
  readonly result: Result
}

interface Marks {
  readonly marks: LineMarks
  readonly errors: readonly Placed[]
  readonly linked: number | null
  readonly lines: DecorationSet
  readonly gutters: RangeSet<GutterMarker>
  readonly results: RangeSet<GutterMarker>
}

class LineClass extends GutterMarker {
  override readonly elementClass: string

  constructor(name: string) {
    super()
    this.elementClass = name
  }
}

class ResultMarker extends GutterMarker {
  readonly result: Result

  constructor(result: Result) {
    super()
    this.result = result
  }

  override eq(other: ResultMarker): boolean {
    return other.result.text === this.result.text && other.result.isBad === this.result.isBad
  }

  override toDOM(): Node {
    const element = document.createElement('span')
    element.textContent = element.title = this.result.text
    if (this.result.isBad) element.className = 'is-bad'
    return element
  }
}

/** The widest that a result becomes, as in the style sheet: the rest is in its title. */
const MOST_ROOM = 112

/** Room that a result takes at the end of its line, in px: its text may not run under it. */
function roomFor({ text }: Result): number {
  return Math.min(text.length * 7, MOST_ROOM) + 28
}

type Known = Pick<Marks, 'marks' | 'errors' | 'linked'>

function draw(state: EditorState, { marks, errors, linked }: Known): Marks {
  const starts = state.field(runLines)
  const at = (line: number) => positionOf(line, starts, state.doc)
  const lines = []
  const gutters = []
  const current = marks.current === null ? null : at(marks.current)
  if (current !== null) {
    const name = marks.isBad ? 'is-now is-bad' : 'is-now'
    lines.push(Decoration.line({ class: name }).range(current))
    gutters.push(new LineClass(name).range(current))
  }
  const pointed = linked === null ? null : at(linked)
  if (pointed !== null && pointed !== current) {
    lines.push(Decoration.line({ class: 'is-linked' }).range(pointed))
    gutters.push(new LineClass('is-linked').range(pointed))
  }
  const results = new Map<number, Result>()
  for (const [line, result] of marks.results) {
    const position = at(line)
    if (position !== null) results.set(position, result)
  }
  for (const { position, result } of errors) results.set(position, result)
  for (const [position, result] of results) {
    const attributes = { style: `--result-room: ${roomFor(result)}px` }
    lines.push(Decoration.line({ class: 'has-result', attributes }).range(position))
  }
  return {
    marks,
    errors,
    linked,
    lines: Decoration.set(lines, true),
    gutters: RangeSet.of(gutters, true),
    results: RangeSet.of(
      [...results].map(([position, result]) => new ResultMarker(result).range(position)),
      true,
    ),
  }
}

function place(errors: readonly ScriptError[], { doc }: EditorState): Placed[] {
  return errors
    .filter(({ line }) => line <= doc.lines)
    .map((error) => ({ position: doc.line(error.line).from, result: errorResult(error) }))
}

const marksField = StateField.define<Marks>({
  create: (state) => draw(state, { marks: NO_MARKS, errors: [], linked: null }),
  update(value, { effects, docChanged, changes, state }) {
    let { marks, errors, linked } = value
    if (docChanged)
      errors = errors.map(({ position, result }) => ({
        position: state.doc.lineAt(changes.mapPos(position)).from,
        result,
      }))
    for (const effect of effects) {
      if (effect.is(setMarks)) marks = effect.value
      if (effect.is(setErrors)) errors = place(effect.value, state)
      if (effect.is(setLinked)) linked = effect.value
    }
    const isSame = marks === value.marks && errors === value.errors && linked === value.linked
    return isSame && !docChanged ? value : draw(state, { marks, errors, linked })
  },
  provide: (field) => [
    EditorView.decorations.from(field, ({ lines }) => lines),
    gutterLineClass.from(field, ({ gutters }) => gutters),
  ],
})

export const lineMarking = [
  runLines,
  marksField,
  gutter({
    class: 'cm-results',
    side: 'after',
    markers: (view) => view.state.field(marksField).results,
  }),
]

export function marksOf(state: EditorState): LineMarks {
  return state.field(marksField).marks
}
