// The fills of marks for a canvas: plain colours and the patterns of pattern-tiles.ts.

import { ownerSlot, ownerStyle } from './owner-style.ts'
import type { MarkColors, Palette } from './palette.ts'
import { HATCH, PATTERNS, TILE, TILE_OPACITY, TILE_STROKE } from './pattern-tiles.ts'

/** What a drawing needs of a 2D context: a recorder can stand in for it in tests. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'fillRect'
  | 'strokeRect'
  | 'clearRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'roundRect'
  | 'fill'
  | 'stroke'
  | 'fillText'
  | 'setLineDash'
  | 'drawImage'
  | 'imageSmoothingEnabled'
>

export type Fill = string | CanvasPattern

/** Fills of one palette at one pixel ratio. */
export interface Fills {
  readonly palette: Palette
  readonly owner: (owner: number) => Fill
  readonly held: Fill
}

/** Fills without patterns: for marks that are too small for one. */
export function plainOwner(palette: Palette, owner: number): MarkColors {
  return palette.owners[ownerStyle(owner).color] as MarkColors
}

/** Patterns are drawn once, at the screen's own pixels. */
export function canvasFills(ctx: CanvasRenderingContext2D, palette: Palette): Fills {
  const ratio = globalThis.devicePixelRatio || 1
  const owners = new Map<number, Fill>()
  const drawTile = (size: number, draw: (tile: CanvasRenderingContext2D) => void): Fill => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.round(size * ratio)
    const tile = canvas.getContext('2d')
    if (!tile) return palette.held
    tile.scale(canvas.width / size, canvas.height / size)
    draw(tile)
    const pattern = ctx.createPattern(canvas, 'repeat')
    pattern?.setTransform(new DOMMatrix().scale(size / canvas.width))
    return pattern ?? palette.held
  }
  const drawOwner = (owner: number): Fill => {
    const { fill, edge } = plainOwner(palette, owner)
    const pattern = PATTERNS[ownerStyle(owner).pattern]
    if (!pattern?.path) return fill
    return drawTile(TILE, (tile) => {
      tile.fillStyle = fill
      tile.fillRect(0, 0, TILE, TILE)
      tile.globalAlpha = TILE_OPACITY
      tile.fillStyle = tile.strokeStyle = edge
      tile.lineWidth = TILE_STROKE
      const path = new Path2D(pattern.path)
      if (pattern.isFilled) tile.fill(path)
      else tile.stroke(path)
    })
  }
  return {
    palette,
    owner: (owner) => {
      const slot = ownerSlot(owner)
      const known = owners.get(slot)
      if (known !== undefined) return known
      const drawn = drawOwner(owner)
      owners.set(slot, drawn)
      return drawn
    },
    held: drawTile(HATCH.size, (tile) => {
      tile.fillStyle = palette.held
      tile.fillRect(0, 0, HATCH.size, HATCH.size)
      tile.strokeStyle = palette.heldLine
      tile.stroke(new Path2D(HATCH.path))
    }),
  }
}
