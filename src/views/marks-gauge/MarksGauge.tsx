import { type SVGProps, useId } from 'react'
import { type MachineConfig, zoneLabel, zoneStrips } from '../../core/buddy/config.ts'
import type { StepView } from '../../core/run/summary.ts'
import { formatBytes, formatCount, type Pages, pageCount } from '../../core/units.ts'
import { eventsSoFar } from '../../store/events-so-far.ts'
import { useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { heldFill, PatternDefs } from '../../ui/patterns.tsx'
import { textWidth } from '../../ui/text-width.ts'
import { useSize } from '../../ui/useSize.ts'
import {
  BREAK,
  countWords,
  isBroken,
  marksOf,
  type Pointer,
  placeOf,
  pointersOf,
  type Tick,
  testOf,
  testWords,
  ticksOf,
  type ZoneMarks,
} from './layout.ts'
import { levelOf, levelWords } from './levels.ts'

/** Each zone's free pages against its marks. */
export function MarksGauge() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [measure, { width }] = useSize()
  if (!run || !view) return null
  const { zones } = run.config
  return (
    <section aria-label="Watermarks" className="side-section" ref={measure}>
      <div className="side-head">
        <h2>Watermarks</h2>
        {zones[0] && zones.length === 1 && <span>{zoneLabel(zones[0])}</span>}
      </div>
      {width > 0 &&
        zoneStrips(zones).map(({ key, ...strip }) => (
          <ZoneGauge key={key} {...strip} config={run.config} view={view} width={width} />
        ))}
      {run.config.maxOrder > 0 && (
        <p className="gauge-note">
          A test leaves one page of the block in and asks for more than the mark: with the whole
          block gone, the mark is still there.
        </p>
      )}
    </section>
  )
}

interface ZoneGaugeProps {
  readonly label: string | null
  readonly config: MachineConfig
  readonly view: StepView
  readonly zone: number
  readonly width: number
}

function ZoneGauge({ label, config, view, zone, width }: ZoneGaugeProps) {
  const shown = useShownZone()
  const marks = marksOf(view.frame, zone, config)
  if (!marks) return null
  const events = eventsSoFar(view)
  const test = testOf(events, zone)
  const isShown = zone === shown
  // A zone that is well, and not asked for, needs no words.
  const isTold = isShown || test !== null || levelOf(marks, marks.kept) !== 'above high'
  return (
    <div className="gauge" data-shown={isShown}>
      <p className="gauge-head">
        {label && <span>{label}</span>}
        <b>
          {pageCount(marks.free)} free <span>({formatBytes(marks.free * config.pageSize)})</span>
        </b>
        {marks.perCpu > 0 && (
          <span className="gauge-aside">+ {pageCount(marks.perCpu)} on per-CPU lists</span>
        )}
      </p>
      <GaugePicture marks={marks} tested={test?.free ?? null} width={width} />
      {test && (
        <p>
          <Sign {...HOLLOW} /> {testWords(events, test, view.frame.linux)}
        </p>
      )}
      <p className={isTold ? undefined : 'unseen'}>
        {test && <Sign fill="var(--accent)" />} {levelWords(marks, config.zones[zone]?.zone ?? '')}
      </p>
    </div>
  )
}

/** A pointer of the picture, before the words that tell of it. */
function Sign(look: SVGProps<SVGPathElement>) {
  return (
    <svg className="gauge-sign" width={11} height={9} aria-hidden="true">
      <path d="M1 1h9l-4.500 7z" {...look} />
    </svg>
  )
}

const HOLLOW = { fill: 'var(--surface-0)', stroke: 'var(--accent)', strokeWidth: 1.5 } as const

interface GaugePictureProps {
  readonly marks: ZoneMarks
  /** What the last test held against its mark. */
  readonly tested: Pages | null
  readonly width: number
}

const BAR = { y: 15, height: 12 }

function GaugePicture({ marks, tested, width }: GaugePictureProps) {
  const patterns = useId()
  const end = placeOf(marks, marks.free) * width
  const ticks = ticksOf(marks, width)
  const breakX = BREAK * width
  const pointers = pointersOf(marks, tested, width)
  return (
    <svg
      width={width}
      height={47}
      overflow="visible"
      role="img"
      aria-label={`${pageCount(marks.free)} free; ${ticks.map(({ text }) => text).join(', ')}`}
    >
      <PatternDefs id={patterns} />
      <rect y={BAR.y} width={width} height={BAR.height} rx={3} fill={heldFill(patterns)} />
      {marks.free > 0 && (
        <rect
          className="gauge-free"
          x={0.75}
          y={BAR.y + 0.75}
          width={Math.max(end - 1.5, 2)}
          height={BAR.height - 1.5}
          rx={3}
          fill="var(--free-fill)"
          stroke="var(--free-edge)"
          strokeWidth={1.5}
        />
      )}
      {isBroken(marks) && (
        <g>
          <path d={`M${breakX - 1} ${BAR.y - 2}l-3 16h6l3 -16z`} fill="var(--surface-0)" />
          <path
            d={`M${breakX - 1} ${BAR.y - 2}l-3 16m6 0l3 -16`}
            stroke="var(--text-3)"
            fill="none"
          />
        </g>
      )}
      {ticks.map(({ name, text, x, labelX }) => (
        <g key={name}>
          <path d={`M${x} ${BAR.y - 3}v19`} stroke="var(--text)" strokeWidth={1.75} />
          <text x={labelX} y={BAR.y + 30} textAnchor="middle" fontSize={12} fill="var(--text-2)">
            {text}
          </text>
        </g>
      ))}
      <EndLabel marks={marks} ticks={ticks} width={width} />
      {pointers.tested && (
        <PointerMark pointer={pointers.tested} isHollow isAround={pointers.areOne} />
      )}
      <PointerMark pointer={pointers.free} />
    </svg>
  )
}

interface PointerMarkProps {
  readonly pointer: Pointer
  readonly isHollow?: boolean
  /** It stands around the filled one. */
  readonly isAround?: boolean
}

/** A triangle over the gauge with its number of pages: filled where it is free, hollow where it was tested. */
function PointerMark({ pointer, isHollow = false, isAround = false }: PointerMarkProps) {
  const { pages, x, side } = pointer
  return (
    <>
      {isHollow ? (
        <path
          d={isAround ? `M${x - 9} 1.5h18l-9 13z` : `M${x - 4.5} 4.5h9l-4.500 7.500z`}
          {...HOLLOW}
        />
      ) : (
        <path d={`M${x - 5} 4h10l-5 8z`} fill="var(--accent)" />
      )}
      {side !== 0 && (
        <text
          x={x + side * 10}
          y={11}
          textAnchor={side > 0 ? 'start' : 'end'}
          fontSize={12}
          fontWeight={isHollow ? 500 : 650}
          fill="var(--text)"
        >
          {countWords(pages)}
        </text>
      )}
    </>
  )
}

interface EndLabelProps {
  readonly marks: ZoneMarks
  readonly ticks: readonly Tick[]
  readonly width: number
}

/** How many pages the zone has, at the end of the gauge. */
function EndLabel({ marks, ticks, width }: EndLabelProps) {
  const high = ticks.at(-1)
  const end = high ? high.labelX + textWidth(high.text, 12) / 2 : 0
  const text = [pageCount(marks.pages), formatCount(marks.pages)].find(
    (words) => end + 6 < width - textWidth(words, 12),
  )
  return text ? (
    <text x={width} y={BAR.y + 30} textAnchor="end" fontSize={12} fill="var(--text-3)">
      {text}
    </text>
  ) : null
}
