// Where the lines of the last run's script stand now, while the reader goes on writing: the run
// knows line numbers of the text that it was made from, the editor moves them along.

import { MapMode, StateEffect, StateField, type Text } from '@codemirror/state'

/** Longer scripts are not followed from key to key; the next run, 300 ms later, sets them right. */
const MOST_LINES = 20_000

/** A run of the text as it stands has arrived. */
export const runArrived = StateEffect.define<null>()

/** Starts of lines as positions in the text of now; null where the line was deleted. */
type Starts = readonly (number | null)[]

/** Those of each line that the run knows. */
export const runLines = StateField.define<Starts>({
  create: (state) => lineStarts(state.doc),
  update(starts, transaction) {
    if (transaction.effects.some((effect) => effect.is(runArrived)))
      return lineStarts(transaction.newDoc)
    if (!transaction.docChanged || starts.length === 0) return starts
    return starts.map((start) =>
      start === null ? null : transaction.changes.mapPos(start, 1, MapMode.TrackDel),
    )
  },
})

function lineStarts(doc: Text): number[] {
  if (doc.lines > MOST_LINES) return []
  const starts: number[] = []
  let at = 0
  for (const line of doc.iterLines()) {
    starts.push(at)
    at += line.length + 1
  }
  return starts
}

/** Position in `doc` of a line (1-based) of the run's script; null where it is no longer there. */
export function positionOf(line: number, starts: Starts, doc: Text): number | null {
  if (starts.length === 0) return line <= doc.lines ? doc.line(line).from : null
  const start = starts[line - 1]
  return start === undefined || start === null || start > doc.length ? null : doc.lineAt(start).from
}
