import { formatCount } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'

/** A trace of single requests: how many there were of each kind. */
export function PageEvents() {
  const events = usePaste((state) => state.overview?.pageEvents)
  if (!events || events.total === 0) return null
  const { total, allocs, frees, failed } = events
  return (
    <Section title="Page events" note="mm_page_alloc and its relatives">
      <p className="part-lead">
        <b>{formatCount(total)} events:</b> {formatCount(allocs)} requests, {formatCount(failed)} of
        them got nothing; {formatCount(frees)} blocks given back.
      </p>
    </Section>
  )
}
