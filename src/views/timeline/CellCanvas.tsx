import { useCallback } from 'react'
import { Canvas } from '../../ui/Canvas.tsx'
import { palette } from '../../ui/usePalette.ts'
import type { CellsProps } from './Cells.tsx'
import { mostAmong, sampleOf, shadeOf } from './cells.ts'
import { rowTop } from './layout.ts'
import { stepAt } from './time-axis.ts'

interface CellCanvasProps extends CellsProps {
  readonly width: number
  readonly height: number
}

/** Free blocks by order over many steps: a column a pixel, the most of its steps. */
export function CellCanvas({ cells, maxOrder, axis, rows, width, height }: CellCanvasProps) {
  const paint = useCallback(
    (ctx: CanvasRenderingContext2D) => {
      const colors = palette()
      const sunk = getComputedStyle(ctx.canvas).getPropertyValue('--surface-sunk')
      const wide = Math.max(1, axis.pitch)
      for (let x = axis.left; x < axis.right; x += wide) {
        const first = sampleOf(cells, stepAt(axis, x))
        const last = sampleOf(cells, stepAt(axis, x + wide - 0.01))
        for (let order = 0; order <= maxOrder; order++) {
          const shade = shadeOf(mostAmong(cells, first, last, order), cells.most)
          ctx.fillStyle = shade === null ? sunk : (colors.order[shade] ?? sunk)
          const y = rowTop(rows, maxOrder, order)
          ctx.fillRect(x, y, Math.min(wide, axis.right - x), rows.pitch - 0.6)
        }
      }
    },
    [cells, maxOrder, axis, rows],
  )
  return <Canvas className="cell-canvas" width={width} height={height} paint={paint} />
}
