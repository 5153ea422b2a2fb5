import { ticketText } from '../../core/diagnose/ticket.ts'
import { usePaste } from '../../store/paste.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'
import { Sum } from '../../ui/Sum.tsx'
import { useWhole } from '../../ui/useWhole.ts'
import { MomentLine } from './MomentLine.tsx'
import { PageSizeLine } from './PageSizeLine.tsx'
import { gravestZones, isLong } from './words.ts'
import { ZoneColumn } from './ZoneColumn.tsx'

/** A column wider than this, in pixels, would tear its numbers from its words. */
const WIDEST = 420
/** Zones that are shown before one asks for the rest: the gravest. */
const FIRST = 12

/** The sentence first, then a column a zone. */
export function Verdict() {
  const look = usePaste((state) => state.look)
  const [isWhole, showAll] = useWhole(usePaste((state) => state.overview))
  if (!look) return null
  const { diagnosis } = look
  const { sentence, detail, zones, findings } = diagnosis
  const shown = isWhole ? zones : gravestZones(zones, FIRST)
  return (
    <section className="verdict" aria-label="Verdict">
      <MomentLine look={look} />
      <h1 data-long={isLong(sentence)}>
        <Prose text={sentence} />
      </h1>
      {detail && (
        <p className="verdict-lead">
          <Prose text={detail} />
        </p>
      )}
      <Sum lines={findings.find(({ fact }) => fact === sentence)?.arithmetic ?? []} />
      <div className="verdict-line">
        {zones.length > 0 && <PageSizeLine pageSize={diagnosis.pageSize} />}
        <CopyButton label="Copy verdict" text={() => ticketText(diagnosis)} />
      </div>
      {zones.length > 0 && (
        <div className="zone-columns">
          <ul style={{ maxWidth: zones.length * WIDEST }}>
            {shown.map((zone) => (
              <ZoneColumn key={`${zone.node} ${zone.zone}`} verdict={zone} />
            ))}
          </ul>
          <ShowMore more={zones.length - shown.length} what="zones" onClick={showAll} />
        </div>
      )}
    </section>
  )
}
