import { ownerStyle } from '../../ui/owner-style.ts'
import { PATTERNS, TILE, TILE_OPACITY, TILE_STROKE } from '../../ui/pattern-tiles.ts'

const SVG = 'http://www.w3.org/2000/svg'
const SIZE = 13

let patterns = 0

/** An owner's swatch as an element of its own, for the editor, which knows no components. */
export function swatchElement(owner: number): Element {
  const { color, pattern } = ownerStyle(owner)
  const fill = `var(--own-${color + 1})`
  const edge = `var(--own-${color + 1}-edge)`
  const tile = PATTERNS[pattern]
  const id = `script-swatch-${++patterns}`
  return element(
    'svg',
    { width: SIZE, height: SIZE },
    element(
      'pattern',
      { id, width: TILE, height: TILE, patternUnits: 'userSpaceOnUse' },
      element('rect', { width: TILE, height: TILE, fill }),
      element('path', {
        d: tile?.path ?? '',
        fill: tile?.isFilled ? edge : 'none',
        'fill-opacity': TILE_OPACITY,
        stroke: tile?.isFilled ? 'none' : edge,
        'stroke-width': TILE_STROKE,
        'stroke-opacity': TILE_OPACITY,
      }),
    ),
    element('rect', {
      x: 0.75,
      y: 0.75,
      width: SIZE - 1.5,
      height: SIZE - 1.5,
      rx: 3,
      fill: `url(#${id})`,
      stroke: edge,
      'stroke-width': 1.5,
    }),
  )
}

function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...children: readonly Element[]
): Element {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  made.append(...children)
  return made
}
