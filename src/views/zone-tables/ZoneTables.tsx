import { useRef } from 'react'
import { zoneLabel } from '../../core/buddy/config.ts'
import { tableCsv, tableMarkdown } from '../../core/diagnose/ticket.ts'
import { usePaste } from '../../store/paste.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Section } from '../../ui/Section.tsx'
import { ZoneTable } from './ZoneTable.tsx'

/** All zones' tables, and a way to each. */
export function ZoneTables() {
  const zones = usePaste((state) => state.look?.diagnosis.zones)
  const tables = useRef<HTMLDivElement>(null)
  if (!zones || zones.length === 0) return null
  const scrollTo = (index: number) => {
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
        {zones.map((zone) => (
          <ZoneTable key={zoneLabel(zone)} zone={zone} />
        ))}
      </div>
    </Section>
  )
}
