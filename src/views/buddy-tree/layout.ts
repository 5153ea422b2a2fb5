// Where the split tree draws: rows by order, largest on top, over the address axis. What does not
// depend on the frame is here; the blocks themselves are placed in marks.ts.
//
//   order 1   ┌────── A ──────┐  └──┬───────┬──┘      a bar, and the bracket of a split block
//   order 0                       ┌─┴─┐   ┌─┴─┐

import type { MachineConfig, ZoneConfig } from '../../core/buddy/config.ts'
import { largestOrder } from '../../core/buddy/largest-order.ts'
import { formatBytes, type Order, shortBytes } from '../../core/units.ts'
import { type AddressAxis, addressAxis, isNarrow, type PageSpan } from '../../ui/address-axis.ts'

export interface TreeRow {
  readonly order: Order
  /** Upper edge and height of the bars. */
  readonly y: number
  readonly height: number
  readonly label: string
  readonly size: string
}

/** The orders whose blocks are too narrow for bars, as one row: height is the share held. */
export interface TreeStrip {
  readonly y: number
  readonly height: number
  /** The largest of them. */
  readonly order: Order
  readonly label: string
  /** Pages of a column. */
  readonly columnPages: number
}

export interface TreeGeometry {
  readonly axis: AddressAxis
  /** Largest order first. */
  readonly rows: readonly TreeRow[]
  readonly strip: TreeStrip | null
  /** From one row to the next. */
  readonly pitch: number
  /** Rows so low that a label has one line. */
  readonly isCompact: boolean
  readonly isNarrow: boolean
  /** Where hairlines and beams begin. */
  readonly top: number
  /** Upper edge of the verdicts; null: no room for them. */
  readonly verdictY: number | null
  /** Whether the whole zone stands above what is shown of it. */
  readonly hasMinimap: boolean
  readonly height: number
}

/** A block narrower than this is no bar any more, in pixels. */
const LEAST_BAR = 2.5
export const MINIMAP = { y: 10, height: 18, wedge: 50 }
const STRIP_HEIGHT = 24

/** [most rows, pitch, bar height] of a picture on a desk. */
const ROWS: readonly (readonly [number, number, number])[] = [
  [2, 96, 56],
  [3, 70, 44],
  [4, 54, 36],
  [5, 44, 30],
  [6, 38, 26],
  [7, 32, 23],
]
/** Where several zones stand one over the other. */
const ROWS_OF_MANY: typeof ROWS = [
  [2, 60, 36],
  [3, 48, 30],
  [4, 40, 27],
  [6, 36, 24],
]
const COMPACT = [Number.POSITIVE_INFINITY, 23, 17] as const

export function treeGeometry(
  config: Pick<MachineConfig, 'maxOrder' | 'pageSize'>,
  zone: Pick<ZoneConfig, 'startPfn' | 'pages'>,
  shown: PageSpan,
  width: number,
  isOneOfMany = false,
): TreeGeometry {
  const axis = addressAxis(width, shown)
  const narrow = isNarrow(width)
  const hasMinimap = shown.endPfn - shown.startPfn < zone.pages
  const largest = largestOrder(zone, config.maxOrder)
  const smallestBar = Math.max(0, Math.ceil(Math.log2(LEAST_BAR / axis.scale)))
  const lowest = Math.min(smallestBar, largest)
  const rowCount = largest - lowest + 1
  const steps = isOneOfMany ? ROWS_OF_MANY : ROWS
  // Where small orders share a strip there is much to see: the rows are low at once.
  const [, desk, bar] = (lowest > 0 ? null : steps.find(([most]) => rowCount <= most)) ?? COMPACT
  const isCompact = desk === COMPACT[1]
  const pitch = narrow && !isCompact ? Math.min(desk, 74) : desk
  const height = narrow && !isCompact ? Math.min(bar, 48) : bar

  const isTight = isOneOfMany || hasMinimap
  const heading = isCompact ? (hasMinimap ? 6 : 34) : narrow ? 26 : isTight ? 34 : 40
  const first = (hasMinimap ? MINIMAP.wedge + 2 : 0) + heading
  const rows = Array.from({ length: rowCount }, (_, i): TreeRow => {
    const order = largest - i
    const bytes = 2 ** order * config.pageSize
    const isShort = isCompact || narrow
    return {
      order,
      y: first + i * pitch,
      height,
      label: isShort ? `${order}` : `order ${order}`,
      size: isShort ? shortBytes(bytes) : formatBytes(bytes),
    }
  })
  const strip: TreeStrip | null =
    lowest > 0
      ? {
          y: first + rowCount * pitch,
          height: STRIP_HEIGHT,
          order: lowest - 1,
          label: lowest === 1 ? '0' : `${lowest - 1} to 0`,
          columnPages: 2 ** lowest,
        }
      : null
  const lastBottom = first + (rowCount - 1) * pitch + height
  return {
    axis,
    rows,
    strip,
    pitch,
    isCompact,
    isNarrow: narrow,
    top: hasMinimap ? MINIMAP.wedge + 2 : narrow ? 14 : heading - 16,
    verdictY: narrow || (isCompact && hasMinimap) ? null : first - 31,
    hasMinimap,
    // Below the last row there is room for the ties of its buddies.
    height: strip
      ? strip.y + STRIP_HEIGHT + 8
      : lastBottom + (isCompact ? 30 : narrow || isOneOfMany || bar < 30 ? 38 : 48),
  }
}

/** The row of an order; null where its blocks stand in the strip. */
export function rowOf({ rows }: TreeGeometry, order: Order): TreeRow | null {
  const top = rows[0]?.order ?? 0
  return rows[top - order] ?? null
}
