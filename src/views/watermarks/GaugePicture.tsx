import { zoneLabel } from '../../core/buddy/config.ts'
import { uncountedName } from '../../core/diagnose/free-beside-marks.ts'
import { formatBytes, formatCount } from '../../core/units.ts'
import { useSize } from '../../ui/useSize.ts'
import { countedOf, gaugeOf, type Marks, wordsOf } from './layout.ts'

interface GaugePictureProps {
  readonly marks: Marks
  readonly pageSize: number
}

const BAR = 16
const ARROW = 12

export function GaugePicture({ marks, pageSize }: GaugePictureProps) {
  const [measure, { width }] = useSize()
  const gauge = gaugeOf(marks)
  const { tone, word, what } = wordsOf(marks)
  const { free, boost, reserve, managed } = marks
  const uncounted = uncountedName(marks)
  const full = width - (gauge.isOver ? ARROW : 0)
  const end = gauge.free * full
  return (
    <li>
      <h3>
        <span>{zoneLabel(marks)}</span>
        <span className="tone-pill" data-tone={tone}>
          {word}
        </span>
      </h3>
      <p>
        {free === null ? (
          'How much is free is not in the text'
        ) : (
          <>
            <b>{formatCount(free)}</b> pages free, {formatBytes(free * pageSize)}
          </>
        )}
        {managed !== null &&
          `${free === null ? '; the zone has' : ' of'} ${formatBytes(managed * pageSize)}`}
        {uncounted !== '' && `, ${formatCount(countedOf(marks) ?? 0)} without ${uncounted}`}
        {what && <span className="text-ink-2"> · {what}</span>}
      </p>
      <div ref={measure} className="picture">
        {width > 0 && (
          <svg width={width} height={BAR + 8} aria-hidden="true">
            <rect y={4} width={width} height={BAR} rx={3} fill="var(--surface-sunk)" />
            <path
              d={`M0 4H${end}${gauge.isOver ? `l${ARROW} ${BAR / 2}l${-ARROW} ${BAR / 2}` : `v${BAR}`}H0z`}
              fill={uncounted === '' ? 'var(--text-2)' : 'var(--text-3)'}
              opacity={uncounted === '' ? 1 : 0.5}
            />
            {uncounted !== '' && (
              <rect y={4} width={gauge.counted * full} height={BAR} fill="var(--text-2)" />
            )}
            {gauge.ticks.map(({ name, at }) => (
              <line
                key={name}
                x1={at * width}
                x2={at * width}
                y1={0}
                y2={BAR + 8}
                stroke={at < gauge.counted ? 'var(--surface-1)' : 'var(--text)'}
                strokeWidth={2}
              />
            ))}
          </svg>
        )}
      </div>
      <dl>
        {gauge.ticks.map(({ name, pages }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatCount(pages)}</dd>
          </div>
        ))}
        {boost !== null && boost > 0 && (
          <div>
            <dt>of it boost</dt>
            <dd>{formatCount(boost)}</dd>
          </div>
        )}
        {reserve.some((pages) => pages > 0) && (
          <div>
            <dt>lowmem_reserve</dt>
            <dd>{reserve.map(formatCount).join(', ')}</dd>
          </div>
        )}
      </dl>
    </li>
  )
}
