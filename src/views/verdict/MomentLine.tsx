import { formatCount } from '../../core/units.ts'
import { ask, type Look, usePaste } from '../../store/paste.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** Which of several snapshots is judged, and the way to the ones beside it. */
export function MomentLine({ look }: { readonly look: Look }) {
  const moments = usePaste((state) => state.overview?.moments)
  if (!moments || moments.length < 2) return null
  const { moment, at } = look
  const { kind, length } = moments
  const last = length - 1
  const go = (to: number) => ask({ moment: Math.min(Math.max(to, 0), last) })
  return (
    <div className="moment-line">
      <IconButton
        label={`Previous ${kind}`}
        small
        data-spent={moment === 0}
        onClick={() => go(moment - 1)}
      >
        <Icon name="back" />
      </IconButton>
      <span>
        <b>
          {capital(kind)} {formatCount(moment + 1)}
        </b>{' '}
        of {formatCount(length)}
        {moment === last && ', the last'}
        {at && <span className="text-ink-3"> · {at}</span>}
      </span>
      <IconButton
        label={`Next ${kind}`}
        small
        data-spent={moment === last}
        onClick={() => go(moment + 1)}
      >
        <Icon name="forward" />
      </IconButton>
    </div>
  )
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}
