import { useRef } from 'react'
import { flushSync } from 'react-dom'
import { zoneLabel } from '../../core/buddy/config.ts'
import { tableCsv, tableMarkdown } from '../../core/diagnose/ticket.ts'
import { usePaste } from '../../store/paste.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'
import { useWhole } from '../../ui/useWhole.ts'
import { ZoneTable } from './ZoneTable.tsx'

/** Tables that are shown before one asks for the rest. */
const FIRST = 8

/** All zones' tables, and a way to each. */
export function ZoneTables() {
  const zones = usePaste((state) => state.look?.diagnosis.zones)
  const tables = useRef<HTMLDivElement>(null)
  const [isWhole, showAll] = useWhole(usePaste((state) => state.overview))
  if (!zones || zones.length === 0) return null
  const shown = isWhole ? zones : zones.slice(0, FIRST)
  const scrollTo = (index: number) => {
    if (index >= shown.length) flushSync(showAll)
    const table = tables.current?.querySelectorAll('table')[index]
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    table?.scrollIntoView({ block: 'start', behavior: isStill ? 'auto' : 'smooth' })
    table?.focus({ preventScroll: true })
  }
  return (
    <Section
      title="Table"
      aside={
        <>
          <CopyButton label="Copy as CSV" text={() => tableCsv(zones)} />
          <CopyButton label="Copy as Markdown" text={() => tableMarkdown(zones)} />
        </>
      }
    >
      {zones.length > 1 && (
        <nav className="segments zone-tabs" aria-label="Zones">
          {zones.map((zone, index) => (
            <button
              key={zoneLabel(zone)}
              type="button"
              title={zoneLabel(zone)}
              onClick={() => scrollTo(index)}
            >
              {zone.node} {zone.zone}
            </button>
          ))}
        </nav>
      )}
      <div ref={tables} className="zone-tables">
        {shown.map((zone) => (
          <ZoneTable key={zoneLabel(zone)} zone={zone} />
        ))}
      </div>
      <ShowMore more={zones.length - shown.length} what="tables" onClick={showAll} />
    </Section>
  )
}
