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
import { swatchElement } from './swatch-element.ts'

class Swatch extends WidgetType {
  readonly owner: number

  constructor(owner: number) {
    super()
    this.owner = owner
  }

  override eq(other: Swatch): boolean {
    return other.owner === this.owner
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'cm-swatch'
    element.setAttribute('aria-hidden', 'true')
    element.append(swatchElement(this.owner))
    return element
  }

  override ignoreEvent(): boolean {
    return false
  }
}

export const swatches: Extension = ViewPlugin.define(
  (view) => ({
    decorations: inSight(view),
    update(update: ViewUpdate) {
      const isSame = marksOf(update.startState).owners === marksOf(update.state).owners
      if (!isSame || update.docChanged || update.viewportChanged)
        this.decorations = inSight(update.view)
    },
  }),
  { decorations: ({ decorations }) => decorations },
)

function inSight(view: EditorView): DecorationSet {
  const { doc } = view.state
  const { owners } = marksOf(view.state)
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges)
    for (let at = from; at <= to; ) {
      const line = doc.lineAt(at)
      const name = tokenizeLine(line.text).find(({ kind }) => kind === 'name')
      const owner = name && owners.get(line.text.slice(name.from, name.to))
      if (name && owner !== undefined) {
        const position = line.from + name.from
        builder.add(position, position, Decoration.widget({ widget: new Swatch(owner), side: 1 }))
      }
      at = line.to + 1
    }
  return builder.finish()
}
