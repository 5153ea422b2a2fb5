// The left margin: line numbers, and the dots at which Play stops. The dots live in the view
// store; here they are drawn, clicked, and moved along with the text.

import { type EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, GutterMarker, gutter, lineNumbers } from '@codemirror/view'

export const setBreakpoints = StateEffect.define<ReadonlySet<number>>()

class Dot extends GutterMarker {
  override toDOM(): Node {
    const dot = document.createElement('span')
    dot.className = 'cm-dot'
    return dot
  }
}

const dot = new Dot()

const dots = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(value, transaction) {
    let next = transaction.docChanged ? value.map(transaction.changes) : value
    for (const effect of transaction.effects)
      if (effect.is(setBreakpoints)) next = dotsAt(effect.value, transaction.state)
    return next
  },
})

function dotsAt(lines: ReadonlySet<number>, { doc }: EditorState): RangeSet<GutterMarker> {
  const inText = [...lines].filter((line) => line >= 1 && line <= doc.lines)
  return RangeSet.of(
    inText.map((line) => dot.range(doc.line(line).from)),
    true,
  )
}

/** Lines (1-based) that have a dot. */
export function breakpointLines(state: EditorState): Set<number> {
  const lines = new Set<number>()
  for (const cursor = state.field(dots).iter(); cursor.value; cursor.next())
    lines.add(state.doc.lineAt(cursor.from).number)
  return lines
}

/** `toggle` gets the line (1-based) whose margin was clicked. */
export function breakpointMargin(toggle: (line: number) => void) {
  const onClick = (view: EditorView, at: { from: number }) => {
    toggle(view.state.doc.lineAt(at.from).number)
    return true
  }
  return [
    dots,
    gutter({
      class: 'cm-breakpoints',
      markers: (view) => view.state.field(dots),
      domEventHandlers: { click: onClick },
    }),
    lineNumbers({ domEventHandlers: { click: onClick } }),
  ]
}
