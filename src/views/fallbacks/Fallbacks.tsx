import { formatCount } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'
import { EventBins } from './EventBins.tsx'
import { PairTable } from './PairTable.tsx'

/** Requests that found nothing of their type and took from another. */
export function Fallbacks() {
  const events = usePaste((state) => state.overview?.events)
  if (!events) return null
  const { total, fragmenting } = events
  const share = total > 0 ? Math.round((fragmenting / total) * 100) : 0
  return (
    <Section title="Fallbacks between types" note="mm_page_alloc_extfrag">
      <p className="part-lead">
        <b>
          {formatCount(total)} {total === 1 ? 'request' : 'requests'} took from another type's free
          list,
        </b>{' '}
        {formatCount(fragmenting)} of them ({share} %) a block smaller than a pageblock: since then
        that pageblock holds pages of two types.
      </p>
      <div className="two">
        <PairTable events={events} />
        <EventBins events={events} />
      </div>
    </Section>
  )
}
