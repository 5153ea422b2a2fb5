import { zoneLabel } from '../../core/buddy/config.ts'
import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'
import { GaugePicture } from './GaugePicture.tsx'
import { isEmpty, marksOf } from './layout.ts'

/** How far each zone is from reclaim. */
export function Watermarks() {
  const zones = usePaste((state) => state.look?.diagnosis.zones)
  const zoneinfo = usePaste((state) => state.look?.zoneinfo)
  const pageSize = usePaste((state) => state.look?.diagnosis.pageSize.bytes ?? 4096)
  const marks = marksOf(zones ?? [], zoneinfo ?? [])
  if (marks.length === 0) return null
  const empty = marks.filter(isEmpty)
  return (
    <Section title="Watermarks" note="free pages against min, low and high">
      <ul className="gauges">
        {marks.map(
          (zone) =>
            !isEmpty(zone) && (
              <GaugePicture key={zoneLabel(zone)} marks={zone} pageSize={pageSize} />
            ),
        )}
      </ul>
      {empty.length > 0 && (
        <p className="picture-note">Without memory: {empty.map(zoneLabel).join('; ')}.</p>
      )}
    </Section>
  )
}
