// A cell a zone and order: zones down and orders across where there is room to print the numbers, else
// orders down and zones across.

/** Pixels. */
export interface HeatCell {
  readonly row: number
  readonly order: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface HeatLabel {
  readonly index: number
  readonly x: number
  readonly y: number
}

export interface HeatLayout {
  readonly isTurned: boolean
  readonly cells: readonly HeatCell[]
  /** One a zone, one an order: where their names stand. */
  readonly zones: readonly HeatLabel[]
  readonly orders: readonly HeatLabel[]
  /** Width of a column, for what stands over it. */
  readonly across: number
  /** A cell has room for `-1.000`. */
  readonly hasText: boolean
  readonly height: number
}

const LABEL = 76
const HEAD = 38
const GAP = 2
const TALL = 43
/** Of many zones, so that they stay in sight together. */
const LOW = 28
const MANY = 7
/** Room for six figures of 12 px. */
const LEAST_TEXT = 47
const TURNED_LABEL = 64
const TURNED_HEAD = 38
const TURNED_ROW = 28
/** Of one zone alone: a number in the middle of a long bar would look like a length. */
const TURNED_WIDEST = 120

export function layoutHeat(zones: number, orders: number, width: number): HeatLayout {
  const across = (width - LABEL) / Math.max(orders, 1)
  if (across < LEAST_TEXT) return turned(zones, orders, width)
  const pitch = (zones > MANY ? LOW : TALL) + 3
  const at = (row: number, order: number): HeatCell => ({
    row,
    order,
    x: LABEL + order * across + GAP / 2,
    y: HEAD + row * pitch,
    width: across - GAP,
    height: pitch - 3,
  })
  return {
    isTurned: false,
    cells: grid(zones, orders, at),
    zones: list(zones, (index) => ({ index, x: 0, y: HEAD + index * pitch })),
    orders: list(orders, (index) => ({ index, x: LABEL + (index + 0.5) * across, y: 0 })),
    across,
    hasText: true,
    height: HEAD + zones * pitch,
  }
}

/** Zones that do not fit beside one another stand in further bands, one below the other. */
function turned(zones: number, orders: number, width: number): HeatLayout {
  const most = Math.max(1, Math.floor((width - TURNED_LABEL) / LEAST_TEXT))
  const perBand = Math.min(zones, most)
  const bands = Math.ceil(zones / perBand)
  const across = Math.min(TURNED_WIDEST, (width - TURNED_LABEL) / perBand)
  const band = TURNED_HEAD + orders * TURNED_ROW + 14
  const top = (row: number) => Math.floor(row / perBand) * band
  const left = (row: number) => TURNED_LABEL + (row % perBand) * across
  const at = (row: number, order: number): HeatCell => ({
    row,
    order,
    x: left(row) + GAP / 2,
    y: top(row) + TURNED_HEAD + order * TURNED_ROW,
    width: across - GAP,
    height: TURNED_ROW - GAP,
  })
  return {
    isTurned: true,
    cells: grid(zones, orders, at),
    zones: list(zones, (index) => ({ index, x: left(index) + across / 2, y: top(index) })),
    orders: list(bands * orders, (index) => ({
      index: index % orders,
      x: 0,
      y: Math.floor(index / orders) * band + TURNED_HEAD + (index % orders) * TURNED_ROW,
    })),
    across,
    hasText: across >= LEAST_TEXT,
    height: bands * band,
  }
}

function grid(
  zones: number,
  orders: number,
  at: (row: number, order: number) => HeatCell,
): HeatCell[] {
  return list(zones, (row) => list(orders, (order) => at(row, order))).flat()
}

function list<Item>(length: number, make: (index: number) => Item): Item[] {
  return Array.from({ length }, (_, index) => make(index))
}
