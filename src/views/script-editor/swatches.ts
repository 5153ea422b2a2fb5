// The owner's colour and pattern before its name, wherever an alloc or a free names it.

import { type Extension, RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'
import { tokenizeLine } from '../../core/script/tokens.ts'
import { marksOf } from './marks.ts'

/** Draws an owner's swatch as an element of the page. */
export type DrawSwatch = (owner: number) => Element

class Swatch extends WidgetType {
  constructor(
    readonly owner: number,
    readonly draw: DrawSwatch,
  ) {
    super()
  }

  override eq(other: Swatch): boolean {
    return other.owner === this.owner
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-swatch'
    element.setAttribute('aria-hidden', 'true')
    element.append(this.draw(this.owner))
    return element
  }

  override ignoreEvent(): boolean {
    return false
  }
}

export function swatches(draw: DrawSwatch): Extension {
  return ViewPlugin.define(
    (view) => ({
      decorations: inSight(view, draw),
      update(update: ViewUpdate) {
        const isSame = marksOf(update.startState).owners === marksOf(update.state).owners
        if (!isSame || update.docChanged || update.viewportChanged)
          this.decorations = inSight(update.view, draw)
      },
    }),
    { decorations: ({ decorations }) => decorations },
  )
}

function inSight(view: EditorView, draw: DrawSwatch): DecorationSet {
  const { doc } = view.state
  const { owners } = marksOf(view.state)
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at)
      const name = tokenizeLine(line.text).find(({ kind }) => kind === 'name')
      const owner = name && owners.get(line.text.slice(name.from, name.to))
      if (owner !== undefined) {
        const widget = new Swatch(owner, draw)
        builder.add(line.from + name!.from, line.from + name!.from, Decoration.widget({ widget, side: 1 }))
      }
      at = line.to + 1
    }
  return builder.finish()
}
