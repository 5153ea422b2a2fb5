import { formatBytes } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { Icon } from '../../ui/Icon.tsx'
import { previewOf, whatWasRead } from './what-was-read.ts'

/** What was read, over the field while it is a line high. */
export function ReadLine() {
  const overview = usePaste((state) => state.overview)
  const isReading = usePaste((state) => state.progress !== null)
  const text = usePaste((state) => state.text)
  const held = usePaste((state) => state.held)
  const read = overview && !isReading ? whatWasRead(overview) : null
  return (
    <div className="read-line" data-whole={read?.isWhole}>
      {read && (
        <>
          <span className="read-sign">
            <Icon name={read.isWhole ? 'check' : 'help'} />
          </span>
          <b>{read.title}</b>
          <span className="read-rest">{read.rest}</span>
        </>
      )}
      <span className="mono read-preview" aria-hidden="true">
        {held ? `${held.name}, ${formatBytes(held.bytes)}` : previewOf(text)}
      </span>
    </div>
  )
}
