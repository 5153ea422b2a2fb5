import { type ReactNode, useId, useMemo } from 'react'
import { type MachineConfig, zoneLabel } from '../../core/buddy/config.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { formatBytes, formatCount, MIGRATETYPES } from '../../core/units.ts'
import { eventNow, eventsSoFar } from '../../store/events-so-far.ts'
import { useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { PatternDefs, TYPE_LETTERS } from '../../ui/patterns.tsx'
import { TypeSign } from '../../ui/TypeSign.tsx'
import { useSize } from '../../ui/useSize.ts'
import { BlockCellMark, CellLetter } from './BlockCellMark.tsx'
import {
  type Band,
  bandOf,
  type Change,
  cellAt,
  changesOf,
  gridOf,
  moveOf,
  scannersOf,
} from './layout.ts'
import { ChangeRings, MovedPages, ScannerTab } from './Marks.tsx'

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
  const { pageblockOrder, pageSize, zones } = run.config
  const band = useMemo(
    () => bandOf(frame, zone, config, pageblockOrder),
    [frame, zone, config, pageblockOrder],
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
        {band.cells.map(({ pfn, type }, i) => (
          <CellLetter
            key={pfn}
            type={type}
            {...cellAt(grid, i)}
            width={grid.pitch}
            height={grid.cellHeight}
          />
        ))}
        {scanners && scannerAt(scanners.free, -1)}
        {scanners && scannerAt(scanners.migrate, 1)}
        <ChangeRings band={band} grid={grid} changes={changes} />
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
          ) : changes.length > 0 ? (
            <ChangeWords changes={changes} />
          ) : (
            zones.length > 1 && zoneLabel(config)
          )}
        </span>
        <span className="text-ink-3">{scaleWords(band, grid.columns, grid.rows, pageSize)}</span>
      </p>
    </>
  )
}

function scaleWords({ pagesPerCell, perCell }: Band, columns: number, rows: number, size: number) {
  const cell = perCell === 1 ? 'a cell is' : `a cell is ${perCell} pageblocks,`
  const row = rows > 1 ? `, a row ${formatBytes(columns * pagesPerCell * size)}` : ''
  return `${cell} ${formatBytes(pagesPerCell * size)}${row}`
}

interface ScannerWordsProps {
  readonly haveMet: boolean
  readonly move: ReturnType<typeof moveOf>
}

function ScannerWords({ haveMet, move }: ScannerWordsProps) {
  return (
    <>
      <span className="text-ink-3">
        {haveMet ? 'Compaction, where the two met:' : 'Compaction:'}
      </span>
      <span className="scanner-word">
        <TabSign path="M5 9h9m-3.500-3.500l3.500 3.500l-3.500 3.500" /> takes movable pages
      </span>
      <span className="scanner-word">
        <TabSign path="M14 9h-9m3.500-3.500l-3.500 3.500l3.500 3.500" /> puts them into free pages
      </span>
      {move && (
        <b className="scanner-word">
          now {formatCount(move.pages)} {move.pages === 1 ? 'page' : 'pages'} from {move.from} to{' '}
          {move.to}
        </b>
      )}
    </>
  )
}

function TabSign({ path }: { readonly path: string }) {
  return (
    <svg width={19} height={18} aria-hidden="true">
      <rect x={0.5} y={1} width={18} height={16} rx={3} fill="var(--text)" />
      <path d={path} fill="none" stroke="var(--surface-1)" strokeWidth={1.8} />
    </svg>
  )
}

function ChangeWords({ changes }: { readonly changes: readonly Change[] }) {
  const ofKind = (kind: Change['kind']) => changes.filter((change) => change.kind === kind)
  const [changed, refused, mixed, asked] = [
    ofKind('changed'),
    ofKind('refused'),
    ofKind('mixed'),
    ofKind('asked'),
  ]
  const told =
    changed.length > 0
      ? tell('Claimed', changed, (one) => <Turn change={one} />)
      : mixed.length > 0
        ? tell('Mixed from now on', mixed, ({ from, to }) => `stays ${from}, holds ${to}`)
        : asked.length > 0
          ? tell('Asked', asked, ({ to }) => `for ${to}`)
          : tell('Refused', refused, ({ from }) => `stays ${from}`)
  return told
}

function tell(
  word: string,
  changes: readonly Change[],
  what: (change: Change) => ReactNode,
): ReactNode {
  const pfns = [...new Set(changes.map(({ pfn }) => pfn))]
  const [first] = changes
  if (!first) return null
  return (
    <>
      <b>{word}:</b> {pfns.length === 1 ? 'pageblock' : 'pageblocks'} {pfns.slice(0, 4).join(', ')}
      {pfns.length > 4 && ` and ${pfns.length - 4} more`}, {what(first)}
    </>
  )
}

function Turn({ change: { from, to } }: { readonly change: Change }) {
  const letter = (type: string) => TYPE_LETTERS[MIGRATETYPES.indexOf(type as never)] ?? type
  return (
    <>
      {letter(from)} <span aria-hidden="true">→</span>
      <span className="unseen">to</span> <b>{letter(to)}</b>
    </>
  )
}
