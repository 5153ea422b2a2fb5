import { type ComponentProps, useEffect, useRef } from 'react'
import { canvasFills, type Fills } from './canvas-fills.ts'
import { onPaletteChange, palette } from './usePalette.ts'

export type Paint = (ctx: CanvasRenderingContext2D, fills: Fills) => void

interface CanvasProps extends Omit<ComponentProps<'canvas'>, 'width' | 'height'> {
  /** In CSS pixels; the canvas has as many of the screen's own. */
  readonly width: number
  readonly height: number
  /** Draws everything anew on a cleared canvas, in CSS pixels. */
  readonly paint: Paint
  /** Calls back whenever there is something new to paint; gives back how to stop. Stable. */
  readonly subscribe?: (repaint: () => void) => () => void
}

/** A canvas that is drawn in an animation frame: once for any number of changes, and not through React. */
export function Canvas({ width, height, paint, subscribe, ...rest }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  const latest = useRef(paint)
  const repaint = useRef(() => {})
  useEffect(() => {
    latest.current = paint
    repaint.current()
  }, [paint])
  useEffect(() => {
    const canvas = ref.current
    const ctx = canvas?.getContext('2d')
    if (!canvas || !ctx || width <= 0 || height <= 0) return
    const ratio = globalThis.devicePixelRatio || 1
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
    let fills: Fills | null = null
    let frame = 0
    const draw = () => {
      frame = 0
      fills ??= canvasFills(ctx, palette())
      ctx.setTransform(canvas.width / width, 0, 0, canvas.height / height, 0, 0)
      ctx.clearRect(0, 0, width, height)
      latest.current(ctx, fills)
    }
    const schedule = () => {
      frame ||= requestAnimationFrame(draw)
    }
    repaint.current = schedule
    const stops = [
      subscribe?.(schedule),
      onPaletteChange(() => {
        fills = null
        schedule()
      }),
    ]
    draw() // at once, so that no empty canvas is ever seen
    return () => {
      cancelAnimationFrame(frame)
      repaint.current = () => {}
      for (const stop of stops) stop?.()
    }
  }, [width, height, subscribe])
  return <canvas ref={ref} style={{ width, height }} {...rest} />
}
