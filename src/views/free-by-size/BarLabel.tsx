import { fitText } from '../../ui/text-width.ts'
import { labelDetail, type ZoneBar } from './layout.ts'

interface BarLabelProps {
  readonly zone: ZoneBar['zone']
  /** Upper edge of the bar. */
  readonly y: number
  /** Over the bar instead of beside it. */
  readonly isStacked: boolean
}

/** Beside the bar, and over it. */
const ROOM = 110
const STACKED_ROOM = 180

export function BarLabel({ zone, y, isStacked }: BarLabelProps) {
  const detail = labelDetail(zone, isStacked ? STACKED_ROOM : ROOM)
  if (isStacked)
    return (
      <text y={y - 8} className="picture-words">
        <tspan className="picture-name">{fitText(zone.zone, STACKED_ROOM, 14, 650)}</tspan>
        <tspan dx={8}>{detail}</tspan>
      </text>
    )
  return (
    <>
      <text y={y + 15} className="picture-name">
        {fitText(zone.zone, ROOM, 14, 650)}
      </text>
      <text y={y + 31} className="picture-detail">
        {detail}
      </text>
    </>
  )
}
