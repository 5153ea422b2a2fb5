import { memo, useCallback } from 'react'
import type { Course } from '../../store/paste.ts'
import { Canvas } from '../../ui/Canvas.tsx'
import { inkOn } from '../../ui/palette.ts'
import { palette } from '../../ui/usePalette.ts'
import { mostOf, type Rows, shadeOf, type TimeAxis } from './layout.ts'

interface CourseCellsProps {
  readonly course: Course
  readonly axis: TimeAxis
  readonly rows: Rows
  readonly width: number
}

const DIGIT = 7.4
const GAP = 1

/** A cell an order and moment, its count printed where it has room. */
export const CourseCells = memo(function CourseCells(props: CourseCellsProps) {
  const { course, axis, rows, width } = props
  const paint = useCallback(
    (ctx: CanvasRenderingContext2D) => {
      const colors = palette()
      const styles = getComputedStyle(ctx.canvas)
      const sunk = styles.getPropertyValue('--surface-sunk')
      const faint = styles.getPropertyValue('--text-3')
      const { samples, orders, stride, nrFree, moments } = course
      const most = mostOf(course)
      ctx.textAlign = 'center'
      ctx.font = `500 12px ${styles.fontFamily}`
      for (let sample = 0; sample < samples; sample++) {
        const x = axis.left + sample * stride * axis.pitch
        const end = axis.left + Math.min((sample + 1) * stride, moments) * axis.pitch
        const gap = end - x > 6 ? GAP : 0
        for (let order = 0; order < orders; order++) {
          const count = nrFree[sample * orders + order] ?? Number.NaN
          if (Number.isNaN(count)) continue
          const shade = shadeOf(count, most)
          const fill = shade === null ? sunk : (colors.order[shade] ?? sunk)
          const y = rows.top + (orders - 1 - order) * rows.pitch
          ctx.fillStyle = fill
          ctx.fillRect(x + gap / 2, y, Math.max(end - x - gap, 0.5), rows.pitch - GAP)
          const text = String(count)
          if (text.length * DIGIT + 6 > end - x) continue
          ctx.fillStyle = shade === null ? faint : inkOn(fill)
          ctx.fillText(text, (x + end) / 2, y + rows.pitch / 2 + 4)
        }
      }
    },
    [course, axis, rows],
  )
  return (
    <Canvas
      className="cell-canvas"
      aria-hidden="true"
      width={width}
      height={rows.curveTop}
      paint={paint}
    />
  )
})
