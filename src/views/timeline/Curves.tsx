import { memo, useMemo } from 'react'
import type { RunSummary } from '../../core/run/summary.ts'
import type { Order } from '../../core/units.ts'
import { curveOf, sharesOf } from './curves.ts'
import type { Rows } from './layout.ts'
import type { TimeAxis } from './time-axis.ts'

interface CurvesProps {
  readonly run: RunSummary
  readonly order: Order
  readonly axis: TimeAxis
  readonly rows: Rows
}

/** How much is free, and how much of that is unusable for the order that is measured. */
export const Curves = memo(function Curves({ run, order, axis, rows }: CurvesProps) {
  const { samples, config } = run
  const shares = useMemo(() => {
    const pages = config.zones.reduce((sum, zone) => sum + zone.pages, 0)
    return sharesOf(samples, config.maxOrder, pages, order)
  }, [samples, config, order])
  const { curveBottom, curveHeight } = rows
  const free = curveOf(shares.free, samples.stride, axis, curveBottom, curveHeight)
  const unusable = curveOf(shares.unusable, samples.stride, axis, curveBottom, curveHeight)
  return (
    <g fill="none">
      <path d={free.area} className="area-free" />
      <path d={free.line} className="curve-free" />
      <path d={unusable.line} className="curve-unusable" />
    </g>
  )
})
