import { memo, type PointerEvent, useMemo } from 'react'
import type { ZoneConfig } from '../../core/buddy/config.ts'
import type { Frame } from '../../core/buddy/frame.ts'
import { NOTHING_FREE, unusableCells } from '../../core/buddy/frame-cells.ts'
import { formatBytes, type Order } from '../../core/units.ts'
import { showExtent, wholeZone } from '../../store/zone-window.ts'
import { type AddressAxis, addressAxis, pfnAt, spanInside, xOf } from '../../ui/address-axis.ts'
import { cellPaths } from '../../ui/cell-paths.ts'
import { Decor } from '../../ui/Decor.tsx'
import { heatStep } from '../../ui/palette.ts'
import { pointIn } from '../../ui/point-in.ts'
import { MINIMAP, type TreeGeometry } from './layout.ts'

interface MinimapProps {
  readonly frame: Frame
  readonly zone: number
  readonly config: ZoneConfig
  readonly pageSize: number
  readonly order: Order
  readonly geometry: TreeGeometry
  readonly width: number
}

/** Cells of the whole zone; a power of two of pages each. */
const MOST_CELLS = 256

/** The whole zone above the part that is shown, with a wedge from one to the other. Press to move there. */
export function Minimap(props: MinimapProps) {
  const { frame, zone, config, pageSize, order, geometry, width } = props
  const { axis } = geometry
  const bounds = wholeZone(config)
  const { startPfn, endPfn } = bounds
  const map = useMemo(() => addressAxis(width, { startPfn, endPfn }), [width, startPfn, endPfn])
  const left = xOf(map, axis.startPfn)
  const right = Math.max(xOf(map, axis.endPfn), left + 2)
  const bottom = MINIMAP.y + MINIMAP.height

  const moveTo = (event: PointerEvent<SVGGElement>) => {
    const svg = event.currentTarget.ownerSVGElement
    if (!svg || event.buttons === 0) return
    const middle = pfnAt(map, pointIn(svg, width, event).x)
    const half = (axis.endPfn - axis.startPfn) / 2
    showExtent(zone, spanInside({ startPfn: middle - half, endPfn: middle + half }, bounds))
  }
  return (
    <Decor pointerEvents="auto">
      <text
        x={axis.left < 60 ? 4 : 24}
        y={MINIMAP.y + 13}
        fontSize={13}
        fontWeight={650}
        fill="var(--text)"
      >
        {formatBytes(config.pages * pageSize)}
      </text>
      <g
        className="minimap"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          moveTo(event)
        }}
        onPointerMove={moveTo}
        data-keeps-pointer=""
      >
        <HeatCells frame={frame} zone={zone} order={order} map={map} />
        <rect
          x={map.left}
          y={MINIMAP.y}
          width={map.right - map.left}
          height={MINIMAP.height}
          fill="transparent"
          stroke="var(--line-strong)"
        />
      </g>
      <path
        d={`M${left} ${bottom}L${axis.left} ${MINIMAP.wedge}H${axis.right}L${right} ${bottom}Z`}
        fill="var(--accent-beam)"
      />
      <path
        d={`M${left} ${bottom}L${axis.left} ${MINIMAP.wedge}M${right} ${bottom}L${axis.right} ${MINIMAP.wedge}`}
        fill="none"
        stroke="var(--accent)"
        strokeOpacity={0.5}
      />
      <rect
        x={left - 2}
        y={MINIMAP.y - 3}
        width={right - left + 4}
        height={MINIMAP.height + 6}
        rx={2}
        fill="none"
        stroke="var(--accent)"
        strokeWidth={2}
        pointerEvents="none"
      />
    </Decor>
  )
}

interface HeatCellsProps {
  readonly frame: Frame
  readonly zone: number
  readonly order: Order
  readonly map: AddressAxis
}

const HeatCells = memo(function HeatCells({ frame, zone, order, map }: HeatCellsProps) {
  const { startPfn, endPfn } = map
  const cellPages = 2 ** Math.max(0, Math.ceil(Math.log2((endPfn - startPfn) / MOST_CELLS)))
  const shares = unusableCells(frame, { zone, startPfn, endPfn, cellPages }, order)
  const cells = Array.from(shares, (_, i) => {
    const from = startPfn + i * cellPages
    const x = xOf(map, from)
    const width = xOf(map, Math.min(from + cellPages, endPfn)) - x
    return { x, y: MINIMAP.y, width, height: MINIMAP.height }
  })
  const paths = cellPaths(cells, (i) => {
    const share = shares[i] as number
    return share === NOTHING_FREE ? 'var(--held)' : `var(--heat-${heatStep(share)})`
  })
  return [...paths].map(([fill, path]) => <path key={fill} d={path} fill={fill} />)
})
