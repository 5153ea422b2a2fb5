import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import { countCells } from '../../core/buddy/frame-cells.ts'
import { formatBytes } from '../../core/units.ts'
import { useNames } from '../../store/names.ts'
import { useSimulation } from '../../store/simulation.ts'
import { select } from '../../store/view.ts'
import { showExtent, useZoneWindow, wholeZone } from '../../store/zone-window.ts'
import { AxisStrip } from '../../ui/AxisStrip.tsx'
import { type PageSpan, spanInside } from '../../ui/address-axis.ts'
import { Canvas, type Paint } from '../../ui/Canvas.tsx'
import { Decor } from '../../ui/Decor.tsx'
import { paintCells } from './draw.ts'
import { HeatCursor } from './HeatCursor.tsx'
import type { MapGeometry } from './layout.ts'
import {
  downwards,
  MAP_HEIGHTS,
  mapBoxes,
  mapColumns,
  mapGeometry,
  mapRows,
  rowAddress,
} from './map-layout.ts'
import { cellValues } from './measures.ts'
import type { ZoneProps } from './zone-props.ts'

const NOBODY: readonly number[] = []
/** Room for the addresses under the map. */
const RULER = 20

/** Windows from this height on have room for a tall map. */
const HIGH_WINDOW = 1000

function onResize(listener: () => void): () => void {
  addEventListener('resize', listener)
  return () => removeEventListener('resize', listener)
}

const onNewView = (repaint: () => void) => useSimulation.subscribe(repaint)

/** A zone too large for a row: rows of a round size, a pixel of an image for each cell. */
export function HeatMapZone(props: ZoneProps) {
  const { label, run, zone, width, measure, order } = props
  const { config } = run
  const zoneConfig = config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const bounds = wholeZone(zoneConfig)
  const { startPfn, endPfn } = bounds
  const isHigh = useSyncExternalStore(onResize, () => innerHeight >= HIGH_WINDOW)
  const height = label ? MAP_HEIGHTS.oneOfMany : isHigh ? MAP_HEIGHTS.tall : MAP_HEIGHTS.low
  // The map has a zoom of its own: it is where the rest of the zone is seen while tree and pages show a part.
  const [zoomed, setZoomed] = useState<PageSpan | null>(null)
  const geometry = useMemo(
    () => mapGeometry(zoomed ?? { startPfn, endPfn }, width, height),
    [zoomed, startPfn, endPfn, width, height],
  )
  const window = useZoneWindow(zone)
  const names = useNames(NOBODY)
  const [image] = useState(() => document.createElement('canvas'))
  const paint = useCallback<Paint>(
    (ctx, { palette }) => {
      const { view } = useSimulation.getState()
      if (!view || zone >= view.frame.zoneBlocks.length - 1) return
      const { range, columns, rows, left, right } = geometry
      const values = cellValues(view.frame, { zone, ...range }, measure, order)
      const pixels = new ImageData(columns, rows)
      const isInZone = (cell: number) => {
        const from = range.startPfn + cell * range.cellPages
        return from + range.cellPages > startPfn && from < endPfn
      }
      const words = new Uint32Array(pixels.data.buffer)
      paintCells(words, values, isInZone, measure, palette, config.maxOrder)
      image.width = columns
      image.height = rows
      image.getContext('2d')?.putImageData(pixels, 0, 0)
      ctx.imageSmoothingEnabled = false
      ctx.drawImage(image, left, 0, right - left, geometry.height)
    },
    [geometry, zone, measure, order, config.maxOrder, image, startPfn, endPfn],
  )
  const showAround = (from: number, to: number) => {
    const half = (window.endPfn - window.startPfn) / 2
    const middle = (from + to) / 2
    if (from >= window.startPfn && to <= window.endPfn) return
    showExtent(zone, spanInside({ startPfn: middle - half, endPfn: middle + half }, bounds))
  }
  const panTo = (from: number, to: number) => {
    const { range } = geometry
    const by = from < range.startPfn ? from - range.startPfn : Math.max(0, to - range.endPfn)
    if (!zoomed || by === 0) return
    const moved = { startPfn: zoomed.startPfn + by, endPfn: zoomed.endPfn + by }
    setZoomed(spanInside(moved, bounds))
  }
  return (
    <AxisStrip
      label={label}
      axis={downwards(geometry)}
      bounds={bounds}
      onSpan={setZoomed}
      isVertical
    >
      {() => (
        <div className="layers" style={{ height: geometry.height + RULER }}>
          <Canvas
            width={width}
            height={geometry.height}
            paint={paint}
            subscribe={onNewView}
            role="img"
            aria-label={`${measure} of each ${formatBytes(geometry.range.cellPages * config.pageSize)}, row by row`}
          />
          <svg width={width} height={geometry.height + RULER} role="presentation">
            <MapLabels map={geometry} pageSize={config.pageSize} shown={window} />
          </svg>
          <HeatCursor
            {...props}
            geometry={geometry}
            cells={countCells({ zone, ...geometry.range })}
            names={names}
            onPick={(from, to, block) => {
              showAround(from, to)
              if (block) select(block)
            }}
            onBeyond={panTo}
          />
        </div>
      )}
    </AxisStrip>
  )
}

interface MapLabelsProps {
  readonly map: MapGeometry
  readonly pageSize: number
  /** What tree and pages show. */
  readonly shown: PageSpan
}

/** Parts of a map that are too many rows for a box around each. */
const MOST_BOXES = 8

function MapLabels({ map, pageSize, shown }: MapLabelsProps) {
  const { left, height, rowHeight } = map
  const boxes = mapBoxes(map, shown)
  const isWhole = shown.startPfn <= map.range.startPfn && shown.endPfn >= map.range.endPfn
  const [first] = boxes
  const isMarked = first !== undefined && !isWhole && boxes.length <= MOST_BOXES
  const markY = first ? first.y + first.height / 2 : 0
  const row = first ? rowAddress(map, Math.round(first.y / rowHeight), pageSize) : ''
  const isNarrow = left < 60
  return (
    <Decor fontSize={12} fill="var(--text-3)">
      {mapRows(map, pageSize)
        .filter(({ at }) => !isMarked || Math.abs(at - markY) > 16)
        .map(({ at, text }) => (
          <g key={at}>
            <text x={isNarrow ? 2 : 24} y={at + 10}>
              {isNarrow ? text.replace(/([KMG])iB/, '$1').replace(' B', '') : text}
            </text>
            {!isNarrow && <path d={`M${left - 10} ${at + 0.5}h6`} stroke="var(--line-strong)" />}
          </g>
        ))}
      {mapColumns(map, pageSize).map(({ at, text, anchor }) => (
        <text key={at} x={at} y={height + 15} textAnchor={anchor}>
          {text}
        </text>
      ))}
      {isMarked && <Marked boxes={boxes} left={left} y={markY} text={row} />}
    </Decor>
  )
}

interface MarkedProps {
  readonly boxes: readonly { x: number; y: number; width: number; height: number }[]
  readonly left: number
  readonly y: number
  readonly text: string
}

/** Where in the map the pictures above are, with the row's address in the gutter. */
function Marked({ boxes, left, y, text }: MarkedProps) {
  const rings = boxes.map((box) => ({
    x: box.x - 3,
    y: box.y - 3,
    width: box.width + 6,
    height: box.height + 6,
    rx: 2,
    fill: 'none',
  }))
  const first = boxes[0]
  const isNarrow = left < 60
  return (
    <>
      <path d={`M${left - 8} ${y}H${(first?.x ?? left) - 4}`} stroke="var(--accent)" />
      {rings.map((ring) => (
        <g key={ring.y}>
          <rect {...ring} stroke="var(--surface-1)" strokeWidth={4} />
          <rect {...ring} stroke="var(--accent)" strokeWidth={2} />
        </g>
      ))}
      <rect
        x={isNarrow ? 0 : 20}
        y={y - 9}
        width={isNarrow ? 44 : 62}
        height={18}
        rx={4}
        fill="var(--accent)"
      />
      <text
        x={isNarrow ? 22 : 51}
        y={y + 4}
        textAnchor="middle"
        fill="var(--accent-ink)"
        fontWeight={600}
      >
        {text}
      </text>
    </>
  )
}
