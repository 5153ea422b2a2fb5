import { useId } from 'react'
import { type MachineConfig, zoneLabel } from '../../core/buddy/config.ts'
import type { StepView } from '../../core/run/summary.ts'
import { formatBytes, formatCount } from '../../core/units.ts'
import { eventsSoFar } from '../../store/events-so-far.ts'
import { useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { heldFill, PatternDefs } from '../../ui/patterns.tsx'
import { textWidth } from '../../ui/text-width.ts'
import { useSize } from '../../ui/useSize.ts'
import {
  BREAK,
  LEVEL_WORDS,
  levelOf,
  marksOf,
  placeOf,
  testWords,
  ticksOf,
  type ZoneMarks,
} from './layout.ts'

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
        zones.map((zone, index) => (
          <ZoneGauge
            key={zoneLabel(zone)}
            label={zones.length > 1 ? zoneLabel(zone) : null}
            config={run.config}
            view={view}
            zone={index}
            width={width}
          />
        ))}
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
  const pages = config.zones[zone]?.pages ?? 0
  const marks = marksOf(view.frame, zone, pages, config.maxOrder)
  if (!marks) return null
  const level = levelOf(marks)
  const test = testWords(eventsSoFar(view), zone)
  const isTold = zone === shown || level !== 'above high'
  return (
    <div className="gauge" data-shown={zone === shown}>
      <p className="gauge-head">
        <span>{label ?? ''}</span>
        <b>{formatBytes(marks.free * config.pageSize)} free</b>
      </p>
      <GaugePicture marks={marks} width={width} />
      <p className={isTold ? undefined : 'unseen'}>
        {LEVEL_WORDS[level]} {zone === shown && test}
      </p>
    </div>
  )
}

interface GaugePictureProps {
  readonly marks: ZoneMarks
  readonly width: number
}

const BAR = { y: 12, height: 12 }

function GaugePicture({ marks, width }: GaugePictureProps) {
  const patterns = useId()
  const end = placeOf(marks, marks.free) * width
  const words = (['min', 'low', 'high'] as const).map(
    (name) => `${name} ${formatCount(marks[name])}`,
  )
  const breakX = BREAK * width
  const isBroken = marks.pages > marks.high
  return (
    <svg
      width={width}
      height={44}
      role="img"
      aria-label={`${formatCount(marks.free)} pages free; ${words.join(', ')}`}
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
      {isBroken && (
        <g>
          <path d={`M${breakX - 1} ${BAR.y - 2}l-3 16h6l3 -16z`} fill="var(--surface-0)" />
          <path
            d={`M${breakX - 1} ${BAR.y - 2}l-3 16m6 0l3 -16`}
            stroke="var(--text-3)"
            fill="none"
          />
        </g>
      )}
      {ticksOf(marks, width).map(({ name, x, labelX, pages }) => (
        <g key={name}>
          <path d={`M${x} ${BAR.y - 5}v22`} stroke="var(--text)" strokeWidth={1.75} />
          <text x={labelX} y={42} textAnchor="middle" fontSize={12} fill="var(--text-2)">
            {name}
            <title>{formatCount(pages)} pages</title>
          </text>
        </g>
      ))}
      <EndLabel marks={marks} width={width} />
      <path d={`M${Math.min(end, width - 5) - 5} 1h10l-5 8z`} fill="var(--accent)" />
    </svg>
  )
}

/** How many pages the zone has, at the end of the gauge. */
function EndLabel({ marks, width }: GaugePictureProps) {
  const text = formatCount(marks.pages)
  const high = ticksOf(marks, width).at(-1)
  const isFree = (high?.labelX ?? 0) + 16 < width - textWidth(text, 12)
  return isFree ? (
    <text x={width} y={42} textAnchor="end" fontSize={12} fill="var(--text-3)">
      {text}
    </text>
  ) : null
}
