// Many small rectangles as few paths: one for each way in which they are filled.

export interface Cell {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Path data by fill; neighbours of one fill and height join. */
export function cellPaths<Fill>(
  cells: readonly Cell[],
  fillOf: (index: number) => Fill | null,
): Map<Fill, string> {
  const paths = new Map<Fill, string>()
  for (let index = 0; index < cells.length; ) {
    const first = cells[index] as Cell
    const fill = fillOf(index)
    let right = first.x + first.width
    let next = index + 1
    for (; next < cells.length && fillOf(next) === fill; next++) {
      const cell = cells[next] as Cell
      const joins = cell.y === first.y && cell.height === first.height && cell.x - right < 0.01
      if (!joins) break
      right = cell.x + cell.width
    }
    index = next
    if (fill === null) continue
    const rect = `M${round(first.x)} ${round(first.y)}H${round(right)}V${round(first.y + first.height)}H${round(first.x)}Z`
    paths.set(fill, (paths.get(fill) ?? '') + rect)
  }
  return paths
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
