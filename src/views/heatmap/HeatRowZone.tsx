import { lazy, Suspense, useId, useMemo } from 'react'
import { CELL_FREE, NOTHING_FREE } from '../../core/buddy/frame-cells.ts'
import { largestOrder } from '../../core/buddy/largest-order.ts'
import { useLitBlocks } from '../../store/lit-blocks.ts'
import { useNames } from '../../store/names.ts'
import { select } from '../../store/view.ts'
import { revealPages, showExtent, useZoneWindow, wholeZone } from '../../store/zone-window.ts'
import { Beam, Hairlines, Ring } from '../../ui/Axis.tsx'
import { AxisStrip } from '../../ui/AxisStrip.tsx'
import { clampX, xOf } from '../../ui/address-axis.ts'
import { Decor } from '../../ui/Decor.tsx'
import { heldFill, PatternDefs } from '../../ui/patterns.tsx'
import { CellMark } from './CellMark.tsx'
import { HeatCursor } from './HeatCursor.tsx'
import { type RowGeometry, rowGeometry, rowRuler } from './layout.ts'
import { cellValues } from './measures.ts'
import type { ZoneProps } from './zone-props.ts'

/** Only machines with per-CPU lists need it. */
const PcpCells = lazy(() => import('./PcpCells.tsx').then((m) => ({ default: m.PcpCells })))

const NOBODY: readonly number[] = []

/** A zone as one row of cells over the address axis. */
export function HeatRowZone(props: ZoneProps) {
  const { label, run, view, zone, width, measure, order } = props
  const { config } = run
  const zoneConfig = config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const patterns = useId()
  const shown = useZoneWindow(zone)
  const geometry = useMemo(() => rowGeometry(shown, width), [shown, width])
  const values = useMemo(
    () => cellValues(view.frame, { zone, ...geometry.range }, measure, order),
    [view.frame, zone, geometry, measure, order],
  )
  const owners = useMemo(
    () => (measure === 'owner' ? [...new Set(values)].filter((owner) => owner >= 0) : NOBODY),
    [values, measure],
  )
  const names = useNames(owners)
  const { axis, top, cellHeight, height, cells } = geometry
  const isEmpty = measure === 'unusable' && values.every((value) => value === NOTHING_FREE)
  return (
    <AxisStrip
      label={label}
      axis={axis}
      bounds={wholeZone(zoneConfig)}
      onSpan={(span) => showExtent(zone, span)}
    >
      {() => (
        <>
          <svg width={width} height={height} role="presentation">
            <PatternDefs id={patterns} owners={owners} types={measure === 'type'} />
            <Ground {...props} geometry={geometry} patterns={patterns} />
            <Decor>
              <Suspense>
                {cells.map(({ startPfn, x, width: cellWidth }, i) => (
                  <CellMark
                    key={startPfn}
                    x={x}
                    y={top}
                    width={cellWidth}
                    height={cellHeight}
                    value={values[i] ?? CELL_FREE}
                    measure={measure}
                    maxOrder={config.maxOrder}
                    name={measure === 'owner' ? (names.get(values[i] ?? CELL_FREE) ?? '') : ''}
                    patterns={patterns}
                  />
                ))}
                {measure !== 'order' && view.frame.linux && (
                  <PcpCells frame={view.frame} zone={zone} geometry={geometry} />
                )}
              </Suspense>
            </Decor>
            {isEmpty && <EmptyNote x={(axis.left + axis.right) / 2} y={top + cellHeight / 2} />}
            <LitBlocks {...props} geometry={geometry} />
          </svg>
          <HeatCursor
            {...props}
            geometry={geometry}
            cells={cells.length}
            names={names}
            onPick={(_from, _to, block) => block && select(block)}
            onBeyond={(from, to) => revealPages(zone, from, to)}
          />
        </>
      )}
    </AxisStrip>
  )
}

type RowProps = ZoneProps & { readonly geometry: RowGeometry }

/** Hairlines and beams that go on from the pages above, labels, and the addresses below. */
function Ground(props: RowProps & { readonly patterns: string }) {
  const { geometry, run, view, zone, measure, order, patterns } = props
  const { axis, top, cellHeight, isNarrow } = geometry
  const { ringed } = useLitBlocks(view, zone)
  const { maxOrder, pageSize, zones } = run.config
  const largest = 2 ** largestOrder(zones[zone] ?? { startPfn: 0, pages: 1 }, maxOrder)
  const bottom = top + cellHeight
  return (
    <Decor>
      {!isNarrow && <Hairlines axis={axis} pages={largest} top={0} pagesTop={0} bottom={bottom} />}
      {ringed.map((block) => (
        <Beam
          key={`${block.pfn}:${block.order}`}
          axis={axis}
          startPfn={block.pfn}
          endPfn={block.pfn + 2 ** block.order}
          top={isNarrow ? top : 0}
          bottom={bottom}
        />
      ))}
      {isNarrow ? (
        <NarrowHead geometry={geometry} patterns={patterns} title={titleOf(measure, order)} />
      ) : (
        <>
          <text x={24} y={11} fontSize={13} fontWeight={650} fill="var(--text)">
            {measure}
          </text>
          <text x={24} y={27} fontSize={12} fill="var(--text-3)">
            {measure === 'unusable' ? `order ${order}` : 'by cell'}
          </text>
          {rowRuler(geometry, largest, pageSize).map(({ at, text, anchor }) => (
            <text
              key={at}
              x={at}
              y={bottom + 17}
              textAnchor={anchor}
              className="mono"
              fontSize={12}
              fill="var(--text-3)"
            >
              {text}
            </text>
          ))}
        </>
      )}
    </Decor>
  )
}

function titleOf(measure: string, order: number): string {
  return measure === 'unusable' ? `unusable for order ${order}` : measure
}

interface NarrowHeadProps {
  readonly geometry: RowGeometry
  readonly patterns: string
  readonly title: string
}

/** On a phone: the measure over the cells, with the one sign that needs a legend. */
function NarrowHead({ geometry: { axis }, patterns, title }: NarrowHeadProps) {
  return (
    <>
      <text x={axis.left} y={13} fontSize={12} fontWeight={600} fill="var(--text)">
        {title}
      </text>
      <rect x={axis.right - 44} y={4} width={14} height={10} fill={heldFill(patterns)} />
      <text x={axis.right} y={13} textAnchor="end" fontSize={12} fill="var(--text-3)">
        held
      </text>
    </>
  )
}

/** The cells of a block that is pointed at in some picture. */
function LitBlocks({ geometry, view, zone }: RowProps) {
  const { hovered, selected } = useLitBlocks(view, zone)
  const { axis, top, cellHeight } = geometry
  const ring = (pfn: number, order: number, kind: 'hover' | 'selected') => {
    const x = clampX(axis, xOf(axis, pfn))
    const width = clampX(axis, xOf(axis, pfn + 2 ** order)) - x
    return (
      width > 0 && (
        <Ring kind={kind} x={x} y={top - 2.5} width={width} height={cellHeight + 5} radius={3} />
      )
    )
  }
  return (
    <Decor>
      {hovered && ring(hovered.pfn, hovered.order, 'hover')}
      {selected && ring(selected.pfn, selected.order, 'selected')}
    </Decor>
  )
}

interface EmptyNoteProps {
  readonly x: number
  readonly y: number
}

function EmptyNote({ x, y }: EmptyNoteProps) {
  return (
    <g>
      <rect x={x - 84} y={y - 11} width={168} height={22} rx={11} fill="var(--surface-1)" />
      <text x={x} y={y + 4.5} textAnchor="middle" fontSize={12} fill="var(--text-2)">
        no free memory to judge
      </text>
    </g>
  )
}
