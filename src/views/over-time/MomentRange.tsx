import { formatBytes, formatCount } from '../../core/units.ts'
import { ask, type Look, usePaste } from '../../store/paste.ts'
import type { Rows, TimeAxis } from './layout.ts'
import { xOf } from './layout.ts'

/** Width of the native thumb (dock.css). */
const THUMB = 24

interface MomentRangeProps {
  readonly axis: TimeAxis
  readonly rows: Rows
  readonly moment: number
  readonly look: Look
}

/** The native range under the picture, its thumb under the moment's column. */
export function MomentRange({ axis, rows, moment, look }: MomentRangeProps) {
  const kind = usePaste((state) => state.overview?.moments.kind ?? 'snapshot')
  const last = axis.moments - 1
  const free = look.diagnosis.zones.reduce((sum, { freeBytes }) => sum + freeBytes, 0)
  const at = look.at ? `, ${look.at}` : ''
  return (
    <>
      <svg
        className="course-over"
        width={axis.right}
        height={rows.height}
        aria-hidden="true"
        strokeLinecap="round"
      >
        <line
          className="track"
          x1={xOf(axis, 0)}
          x2={xOf(axis, last)}
          y1={rows.trackY}
          y2={rows.trackY}
        />
        <circle className="playhead" cx={xOf(axis, moment)} cy={rows.trackY} r={8} />
      </svg>
      <input
        type="range"
        className="step-slider"
        aria-label={kind === 'snapshot' ? 'Snapshot' : kind === 'report' ? 'Report' : 'Scrape'}
        aria-valuetext={`${formatCount(moment + 1)} of ${formatCount(axis.moments)}${at}: ${formatBytes(free)} free`}
        min={0}
        max={last}
        step={1}
        value={moment}
        style={{
          left: xOf(axis, 0) - THUMB / 2,
          width: last * axis.pitch + THUMB,
          top: rows.trackY,
        }}
        onChange={({ target }) => ask({ moment: target.valueAsNumber })}
      />
    </>
  )
}
