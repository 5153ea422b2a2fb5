// The patterns as path data on a tile of 8 by 8, drawn alike by SVG and by canvas.

export const TILE = 8
export const TILE_STROKE = 1.3
export const TILE_OPACITY = 0.55

interface PatternTile {
  /** Empty: plain. */
  readonly path: string
  readonly isFilled: boolean
}

const lines = (path: string): PatternTile => ({ path, isFilled: false })

const SLASH = 'M-2 2L2 -2M0 8L8 0M6 10L10 6'
const CROSSED = 'M0 0L8 8M8 0L0 8'
const BACKSLASH = 'M0 0L8 8M-2 6L2 10M6 -2L10 2'
const RULES = 'M0 2H8M0 6H8'
const UPRIGHTS = 'M2 0V8M6 0V8'
const ZIGZAG = 'M0 5.2L4 2L8 5.2'
const DOTS =
  'M3.2 2A1.2 1.2 0 1 1 .8 2A1.2 1.2 0 1 1 3.2 2ZM7.2 6A1.2 1.2 0 1 1 4.8 6A1.2 1.2 0 1 1 7.2 6Z'

/** Of owners, by `OwnerStyle.pattern`. */
export const PATTERNS: readonly PatternTile[] = [
  lines(''),
  lines(SLASH),
  { path: DOTS, isFilled: true },
  lines(RULES),
  lines(CROSSED),
  lines(BACKSLASH),
  lines(UPRIGHTS),
  lines(ZIGZAG),
]

/** Of migrate types, in the order of the kernel's letters U M E H C I. */
export const TYPE_PATTERNS: readonly PatternTile[] = [
  lines(CROSSED),
  lines(''),
  lines(RULES),
  lines(SLASH),
  { path: DOTS, isFilled: true },
  lines(UPRIGHTS),
]

/** Held, and no part of the measure: a tile of 6 by 6. */
export const HATCH = { size: 6, path: 'M0 6L6 0' }
