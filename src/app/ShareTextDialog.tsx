import { useEffect, useMemo, useState } from 'react'
import { stripHostNames } from '../store/host-names.ts'
import { usePaste, wholeText } from '../store/paste.ts'
import { encodePaste, type SharedPaste } from '../store/paste-link.ts'
import { Button } from '../ui/Button.tsx'
import { copyText } from '../ui/copy-text.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Scroller } from '../ui/Scroller.tsx'

interface ShareTextDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Before a link is made: all that it will contain, to be looked over. */
export function ShareTextDialog({ isOpen, onClose }: ShareTextDialogProps) {
  return (
    <Dialog title="Share" isOpen={isOpen} onClose={onClose} isWide>
      <ShareText />
    </Dialog>
  )
}

/** Longer texts, in characters, never fit into a link. */
const MOST = 4_000_000
/** Characters of the preview; what is longer is said. */
const PREVIEW = 50_000

function ShareText() {
  const question = usePaste((state) => state.question)
  const [isStripped, setStripped] = useState(true)
  const [answer, setAnswer] = useState('')
  const [whole] = useState(wholeText)
  const { text, names } = useMemo(
    () =>
      isStripped && whole && whole.length <= MOST
        ? stripHostNames(whole)
        : { text: whole ?? '', names: [] },
    [isStripped, whole],
  )
  const link = useLink(text, question)

  if (whole === null || whole.length > MOST)
    return <p>A text of this size does not fit into a link. Send it as a file instead.</p>
  if (whole === '')
    return <p>There is nothing to share yet: paste what a kernel prints, or open an example.</p>

  const copy = async () => {
    if (!link) return
    history.replaceState(history.state, '', link)
    const isCopied = await copyText(location.href)
    setAnswer(
      isCopied
        ? 'Link copied. Nothing was sent anywhere.'
        : 'The link is in the address bar: copy it from there.',
    )
  }
  return (
    <div className="share-text">
      <p>
        The link carries this text in its part after <code className="mono">#</code>, which no
        browser sends to a server. Whoever has the link can read all of it.
      </p>
      <label>
        <input
          type="checkbox"
          checked={isStripped}
          onChange={({ target }) => {
            setStripped(target.checked)
            setAnswer('')
          }}
        />
        Leave out host names
        <span className="text-ink-3">{isStripped && strippedText(names)}</span>
      </label>
      <Scroller label="What the link contains">
        <pre className="mono">{text.slice(0, PREVIEW)}</pre>
      </Scroller>
      {text.length > PREVIEW && (
        <p className="text-ink-3">
          The first {PREVIEW} of {text.length} characters are shown; the link carries all of them.
        </p>
      )}
      <div className="share-actions">
        <Button variant="primary" onClick={copy} disabled={!link}>
          Copy link
        </Button>
        <span role="status">
          {link === null
            ? 'This text is too long for a link: browsers cut addresses off past a million characters.'
            : answer || (link && `${link.length} characters`)}
        </span>
      </div>
    </div>
  )
}

function strippedText(names: readonly string[]): string {
  if (names.length === 0) return ' none were found; look the text over'
  return ` ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`
}

/** The link for a text; undefined while it is made, null where it would be too long. */
function useLink(text: string, question: Omit<SharedPaste, 'text'>) {
  const [link, setLink] = useState<string | null | undefined>(undefined)
  useEffect(() => {
    if (text.length > MOST) return
    let isGone = false
    setLink(undefined)
    encodePaste({ text, ...question }).then(
      (made) => !isGone && setLink(made),
      () => !isGone && setLink(null),
    )
    return () => {
      isGone = true
    }
  }, [text, question])
  return link
}
