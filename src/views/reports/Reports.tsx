import type { Report } from '../../core/kernel-text/reading.ts'
import { formatCount } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'
import { useWhole } from '../../ui/useWhole.ts'
import { eraOf, headOf, pillOf } from './words.ts'

/** Reports that are shown before one asks for the rest. */
const FIRST = 6

/** Requests that failed, and memory that was shown, as the kernel logged them. */
export function Reports() {
  const reports = usePaste((state) => state.overview?.reports)
  const total = usePaste((state) => state.overview?.tables.reports ?? 0)
  const pageSize = usePaste((state) => state.look?.diagnosis.pageSize.bytes ?? 4096)
  const [isWhole, showAll] = useWhole(usePaste((state) => state.overview))
  if (!reports || reports.length === 0) return null
  const shown = isWhole ? reports : reports.slice(0, FIRST)
  const more = reports.length - shown.length
  const unlisted = total - reports.length
  const isFailure = reports.some(({ kind }) => kind !== null)
  return (
    <Section
      title={isFailure ? 'Failure reports' : 'Memory reports'}
      note={`${formatCount(total)} in the text, as the kernel logged ${total === 1 ? 'it' : 'them'}`}
    >
      <ol className="reports">
        {shown.map((report) => (
          <ReportItem key={report.line} report={report} pageSize={pageSize} />
        ))}
      </ol>
      <ShowMore more={more} onClick={showAll} />
      {unlisted > 0 && (
        <p className="picture-note">
          {formatCount(unlisted)} later ones were read and are not listed.
        </p>
      )}
    </Section>
  )
}

interface ReportItemProps {
  readonly report: Report
  readonly pageSize: number
}

function ReportItem({ report, pageSize }: ReportItemProps) {
  const { line, mode, flags, release, zones } = report
  const era = eraOf(report)
  const { tone, word } = pillOf(report)
  return (
    <li>
      <p>
        <span className="tone-pill" data-tone={tone}>
          {word}
        </span>{' '}
        <b>{headOf(report, pageSize)}</b>
      </p>
      {mode !== null && (
        <p className="report-flags">
          <code className="mono">{mode}</code>{' '}
          {flags.map((flag) => (
            <code key={flag} className="mono flag">
              {flag}
            </code>
          ))}
          {era && <span className="text-ink-3">{era}</span>}
        </p>
      )}
      <p className="text-ink-3">
        line {formatCount(line)}
        {release !== null && ` · kernel ${release}`}
        {zones.length === 0 && ' · its free lists are not in the text'}
      </p>
    </li>
  )
}
