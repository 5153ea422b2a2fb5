import { usePaste } from '../../store/paste.ts'
import { whatWasRead } from './what-was-read.ts'

/** What was read and how it stands, for those who hear the page: said once a text, not once a snapshot. */
export function Spoken() {
  const overview = usePaste((state) => state.overview)
  const read = overview && whatWasRead(overview)
  return (
    <p role="status" className="unseen">
      {read && `${read.title}: ${read.rest}`}
    </p>
  )
}
