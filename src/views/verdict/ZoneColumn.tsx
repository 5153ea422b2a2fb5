import { zoneLabel } from '../../core/buddy/config.ts'
import type { KeyOrder, Tone, ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { formatBytes, formatCount } from '../../core/units.ts'
import { AnswerMark } from '../../ui/marks.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { isLowerBound, largestText, purposeOf, whyText } from './words.ts'

/** Token of a tone's colour. */
const TONES: Readonly<Record<Tone, string>> = {
  good: 'ok',
  warn: 'warn',
  bad: 'fail',
  info: 'info',
}

/** One zone: how much is free, the largest piece, the orders that people ask about, what is in the way. */
export function ZoneColumn({ verdict }: { readonly verdict: ZoneVerdict }) {
  const { freeBytes, keyOrders, tone, word } = verdict
  const why = whyText(verdict)
  const [amount, unit] = formatBytes(freeBytes).split(' ')
  return (
    <li className="zone-column">
      <h3>
        <span>{zoneLabel(verdict)}</span>
        <span className="tone-pill" data-tone={TONES[tone]}>
          {word}
        </span>
      </h3>
      <p className="zone-free">
        {isLowerBound(verdict) && <small>at least </small>}
        {amount} {unit} <small>free</small>
      </p>
      <p className="text-ink-2">{largestText(verdict)}</p>
      <ul className="key-orders">
        {keyOrders.map((order) => (
          <Answer key={order.order} order={order} />
        ))}
      </ul>
      {why && (
        <p className="zone-why">
          <Prose text={why} />
        </p>
      )}
    </li>
  )
}

function Answer({ order }: { readonly order: KeyOrder }) {
  const { bytes, label, times, canServe, refusal } = order
  return (
    <li>
      <span className="answer" data-yes={canServe}>
        <AnswerMark yes={canServe} />
      </span>
      <span>
        {formatBytes(bytes)} <span className="text-ink-3">{purposeOf(label)}</span>
        {!canServe && times > 0 && (
          <span className="text-ink-2">
            {' '}
            {formatCount(times)}× by its blocks, {refusal}
          </span>
        )}
      </span>
      <b className="answer" data-yes={canServe}>
        {canServe ? `${formatCount(times)}×` : 'no'}
      </b>
    </li>
  )
}
