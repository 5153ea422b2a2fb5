import { zoneLabel } from '../../core/buddy/config.ts'
import { formatBytes, formatCount } from '../../core/units.ts'
import { useSize } from '../../ui/useSize.ts'
import { gaugeOf, type Marks, wordsOf } from './layout.ts'

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
  const end = gauge.free * (width - (gauge.isOver ? ARROW : 0))
  return (
    <li>
      <h3>
        <span>{zoneLabel(marks)}</span>
        <span className="tone-pill" data-tone={tone}>
          {word}
        </span>
      </h3>
      <p>
        <b>{formatCount(free)}</b> pages free, {formatBytes(free * pageSize)}
        {managed !== null && ` of ${formatBytes(managed * pageSize)}`}
        {what && <span className="text-ink-2"> · {what}</span>}
      </p>
      <div ref={measure} className="picture">
        {width > 0 && (
          <svg width={width} height={BAR + 8} aria-hidden="true">
            <rect y={4} width={width} height={BAR} rx={3} fill="var(--surface-sunk)" />
            <path
              d={`M0 4H${end}${gauge.isOver ? `l${ARROW} ${BAR / 2}l${-ARROW} ${BAR / 2}` : `v${BAR}`}H0z`}
              fill="var(--text-2)"
            />
            {gauge.ticks.map(({ name, at }) => (
              <line
                key={name}
                x1={at * width}
                x2={at * width}
                y1={0}
                y2={BAR + 8}
                stroke={at < gauge.free ? 'var(--surface-1)' : 'var(--text)'}
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
