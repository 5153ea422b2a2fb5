import { useId, useMemo } from 'react'
import { type MachineConfig, zoneLabel } from '../../core/buddy/config.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { formatBytes, formatCount, MIGRATETYPES } from '../../core/units.ts'
import { eventNow, eventsSoFar } from '../../store/events-so-far.ts'
import { useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { TypeSign } from '../../ui/TypeSign.tsx'
import { useSize } from '../../ui/useSize.ts'
import { BlockCellMark, CellLetter } from './BlockCellMark.tsx'
import { changesOf, moveOf, scannersOf } from './changes.ts'
import { type Band, bandOf, cellAt, type Grid, gridOf } from './layout.ts'
import { ChangeRings, MoveArrow, MovedPages, ScannerTab } from './Marks.tsx'
import { ChangeWords, ScannerWords } from './Words.tsx'

/** Cells that are told one by one to those who do not see. */
const MOST_TOLD = 200

/** What each pageblock is set aside for, what is held in it, and the moment when that changes. */
export function PageblockBand() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const zone = useShownZone()
  const [measure, { width }] = useSize()
  const config = run?.config.zones[zone]
  return (
    <section aria-label="Pageblocks" className="linux-part">
      <header>
        <h2>Pageblocks</h2>
        <ul className="linux-key">
          {MIGRATETYPES.map((type, i) => (
            <li key={type}>
              <TypeSign type={i} />
              {type}
            </li>
          ))}
        </ul>
        <p>fill = held</p>
        {run && config && <p className="part-zone">{zoneLabel(config)}</p>}
      </header>
      <div ref={measure} className="linux-picture">
        {run && view && config && width > 0 && (
          <Picture
            key={zoneLabel(config)}
            run={run}
            view={view}
            zone={zone}
            width={width}
            config={config}
          />
        )}
      </div>
    </section>
  )
}

interface PictureProps {
  readonly run: RunSummary
  readonly view: StepView
  readonly zone: number
  readonly config: MachineConfig['zones'][number]
  readonly width: number
}

function Picture({ run, view, zone, config, width }: PictureProps) {
  const patterns = useId()
  const { frame } = view
  const { pageblockOrder, pageSize, pcp } = run.config
  const band = useMemo(
    () => bandOf(frame, zone, config, pageblockOrder, width),
    [frame, zone, config, pageblockOrder, width],
  )
  const grid = useMemo(() => gridOf(band.cells.length, width), [band.cells.length, width])
  const events = eventsSoFar(view)
  const now = eventNow(view)
  const changes = changesOf(events, now, zone)
  const scanners = scannersOf(events, zone)
  const move = moveOf(now, zone)
  const scannerAt = (pfn: number, sign: 1 | -1) => (
    <ScannerTab band={band} grid={grid} pfn={pfn} direction={sign} />
  )
  return (
    <>
      <svg width={width} height={grid.height} aria-hidden="true">
        <PatternDefs id={patterns} types />
        {band.cells.map((cell, i) => {
          const { x, y } = cellAt(grid, i)
          return (
            <BlockCellMark
              key={cell.pfn}
              cell={cell}
              x={x}
              y={y}
              width={grid.pitch}
              height={grid.cellHeight}
              patterns={patterns}
            />
          )
        })}
        {move && (
          <MovedPages
            key={`${move.from} ${move.to}`}
            band={band}
            grid={grid}
            move={move}
            patterns={patterns}
          />
        )}
        {band.cells.map(({ pfn, type }, i) => {
          const { x, y } = cellAt(grid, i)
          return (
            <CellLetter key={pfn} type={type} x={x + grid.pitch / 2} y={y} width={grid.pitch} />
          )
        })}
        <FirstPages band={band} grid={grid} />
        {scanners && scannerAt(scanners.free, -1)}
        {scanners && scannerAt(scanners.migrate, 1)}
        <ChangeRings band={band} grid={grid} changes={changes} />
        {move && <MoveArrow band={band} grid={grid} move={move} />}
      </svg>
      <ul className="unseen" aria-label={`Pageblocks of ${zoneLabel(config)}`}>
        {band.cells.slice(0, MOST_TOLD).map((cell) => (
          <li key={cell.pfn}>{cell.text}</li>
        ))}
        {band.cells.length > MOST_TOLD && (
          <li>and {formatCount(band.cells.length - MOST_TOLD)} more</li>
        )}
      </ul>
      <p className="linux-foot">
        <span>
          {scanners ? (
            <ScannerWords haveMet={scanners.haveMet} move={move} />
          ) : (
            changes.length > 0 && <ChangeWords changes={changes} />
          )}
        </span>
        <span className="text-ink-3">
          {pcp && !scanners && 'dashed = on per-CPU lists; '}
          {scaleWords(band, grid.columns, grid.rows, pageSize)}
        </span>
      </p>
    </>
  )
}

interface FirstPagesProps {
  readonly band: Band
  readonly grid: Grid
}

/** The first page of every few cells, below them. */
function FirstPages({ band, grid }: FirstPagesProps) {
  const { columns, pfnEvery, cellHeight } = grid
  if (pfnEvery === 0) return null
  return (
    <g fontSize={12} fill="var(--text-3)" fontFamily="var(--font-mono)">
      {band.cells.map(({ pfn }, i) => {
        if ((i % columns) % pfnEvery > 0) return null
        const { x, y } = cellAt(grid, i)
        return (
          <text key={pfn} x={x + 1} y={y + cellHeight + 13}>
            {pfn}
          </text>
        )
      })}
    </g>
  )
}

function scaleWords({ pagesPerCell, perCell }: Band, columns: number, rows: number, size: number) {
  const cell = perCell === 1 ? 'a cell is' : `a cell is ${perCell} pageblocks,`
  const row = rows > 1 ? `, a row ${formatBytes(columns * pagesPerCell * size)}` : ''
  return `${cell} ${formatBytes(pagesPerCell * size)}${row}`
}
