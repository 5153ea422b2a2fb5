import { lazy, type MouseEvent, Suspense, useState } from 'react'
import { blockAt } from '../../core/buddy/frame-blocks.ts'
import { hover, type Selection } from '../../store/view.ts'
import { Ring } from '../../ui/Axis.tsx'
import { type CursorMove, PictureCursor } from '../../ui/PictureCursor.tsx'
import { pointIn } from '../../ui/point-in.ts'
import { cellBox, cellSpan, type HeatGeometry, hitHeat } from './layout.ts'
import { cellFacts } from './measures.ts'
import type { ZoneProps } from './zone-props.ts'

/** Fetched with the first pointer: it waits a moment before it shows in any case. */
const Tooltip = lazy(() => import('../../ui/Tooltip.tsx').then((m) => ({ default: m.Tooltip })))

interface HeatCursorProps extends ZoneProps {
  readonly geometry: HeatGeometry
  readonly cells: number
  readonly names: ReadonlyMap<number, string>
  /** A cell is pressed: with its pages, and the block that covers all of them. */
  readonly onPick: (startPfn: number, endPfn: number, block: Selection | null) => void
  /** The keyboard moves past the first or the last cell, by so many cells. */
  readonly onBeyond: (startPfn: number, endPfn: number) => void
}

/** Pointer and keyboard over the cells: a tooltip and a value that is spoken. */
export function HeatCursor(props: HeatCursorProps) {
  const { geometry, cells, view, zone, width, measure, order, names, run, onPick, onBeyond } = props
  const { frame } = view
  // A page, not a cell: cells change as the picture is zoomed.
  const [page, setPage] = useState<number | null>(null)
  const [isPointed, setPointed] = useState(false)
  const [isKeyed, setKeyed] = useState(false)
  const { range } = geometry
  const under = Math.floor(((page ?? range.startPfn) - range.startPfn) / range.cellPages)
  const cell = Math.min(Math.max(under, 0), Math.max(0, cells - 1))
  const span = cellSpan(geometry, cell)
  const facts = cellFacts(frame, zone, span, measure, order, names, run.config.pageSize)
  const box = cellBox(geometry, cell)
  const columns = geometry.kind === 'map' ? geometry.columns : 16
  const top = geometry.kind === 'map' ? 0 : geometry.top
  const height = geometry.kind === 'map' ? geometry.height : geometry.cellHeight

  const coverOf = (index: number): Selection | null => {
    const { startPfn, endPfn } = cellSpan(geometry, index)
    const block = blockAt(frame, zone, startPfn)
    return block && block.pfn + 2 ** block.order >= endPfn ? block : null
  }
  const pointAt = (index: number) => {
    const isInside = index >= 0 && index < cells
    setPointed(isInside)
    if (isInside) setPage(cellSpan(geometry, index).startPfn)
    hover(isInside ? coverOf(index) : null)
  }
  const pick = (index: number) => {
    const { startPfn, endPfn } = cellSpan(geometry, index)
    onPick(startPfn, endPfn, coverOf(index))
  }
  const cellUnder = (event: MouseEvent<HTMLElement>) => {
    const { x, y } = pointIn(event.currentTarget, width, event)
    return hitHeat(geometry, x, y + top)
  }
  const move = (to: CursorMove) => {
    const target = {
      back: cell - 1,
      on: cell + 1,
      previous: cell - columns,
      next: cell + columns,
      first: 0,
      last: cells - 1,
    }[to]
    const next = Math.min(Math.max(target, 0), cells - 1)
    if (target !== next) {
      const by = range.cellPages * (target - next)
      onBeyond(span.startPfn + by, span.endPfn + by)
    }
    setKeyed(true)
    pointAt(next)
  }
  return (
    <>
      {isKeyed && (
        <svg className="cursor-ring" width={width} height={top + height} role="presentation">
          <Ring
            kind="cursor"
            x={box.x - 3}
            y={box.y - 3}
            width={box.width + 6}
            height={box.height + 6}
            radius={3}
          />
        </svg>
      )}
      <PictureCursor
        label="Cell"
        valueText={[facts.place, facts.value, facts.block].filter(Boolean).join('; ')}
        value={cell}
        max={Math.max(0, cells - 1)}
        hasRows={geometry.kind === 'map'}
        onMove={move}
        onPress={() => pick(cell)}
        onFocus={({ target }) => setKeyed(target.matches(':focus-visible'))}
        onBlur={() => {
          setKeyed(false)
          pointAt(-1)
        }}
        onPointerMove={(event) => pointAt(cellUnder(event))}
        onPointerLeave={() => pointAt(-1)}
        onClick={(event) => {
          const index = cellUnder(event)
          if (index >= 0 && index < cells) pick(index)
        }}
        className="picture-cursor"
        style={{ top, height, bottom: 'auto' }}
      />
      {isPointed && (
        <Suspense>
          <Tooltip
            about={`${zone}:${cell}`}
            x={box.x + box.width / 2}
            y={box.y - 6}
            bottom={box.y + box.height + 6}
            within={width}
          >
            <b>{facts.value}</b>
            <span>{facts.place}</span>
            {facts.block && <span>{facts.block}</span>}
          </Tooltip>
        </Suspense>
      )}
    </>
  )
}
