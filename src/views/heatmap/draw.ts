// The map of a large zone: a pixel a cell, scaled up. Colours alone, since no pattern can be seen at
// a few pixels; the legend and the tooltip say the rest.

import { CELL_EMPTY, CELL_FREE, NOTHING_FREE } from '../../core/buddy/frame-cells.ts'
import type { Measure } from '../../store/view.ts'
import { ownerStyle } from '../../ui/owner-style.ts'
import { channelsOf, heatStep, orderStep, type Palette } from '../../ui/palette.ts'
import type { CellValues } from './measures.ts'

/** The colour of a value; empty: nothing is there. */
export function cellColor(
  value: number,
  measure: Measure,
  palette: Palette,
  maxOrder: number,
): string {
  if (measure === 'unusable')
    return value === NOTHING_FREE ? palette.held : (palette.heat[heatStep(value)] ?? '')
  if (value === CELL_EMPTY) return ''
  if (measure === 'order') return palette.order[orderStep(value, maxOrder)] ?? ''
  if (value === CELL_FREE) return palette.freeFill
  if (value < 0) return palette.held
  const marks = measure === 'owner' ? palette.owners[ownerStyle(value).color] : palette.types[value]
  return marks?.fill ?? palette.held
}

/** Writes the cells that lie in the zone, a pixel each, into RGBA words of an image. */
export function paintCells(
  pixels: Uint32Array,
  values: CellValues,
  inZone: (cell: number) => boolean,
  measure: Measure,
  palette: Palette,
  maxOrder: number,
): void {
  const words = new Map<number, number>()
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell] as number
    // A share has as many colours as the ramp has steps.
    const kind = measure === 'unusable' && value !== NOTHING_FREE ? heatStep(value) : value
    let word = words.get(kind)
    if (word === undefined) {
      word = wordOf(cellColor(value, measure, palette, maxOrder))
      words.set(kind, word)
    }
    pixels[cell] = inZone(cell) ? word : 0
  }
}

/** An opaque colour as canvas memory holds it on little-endian machines, which all browsers' are. */
function wordOf(color: string): number {
  if (!color) return 0
  const [red, green, blue] = channelsOf(color)
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}
