import { useCallback, useState } from 'react'
import { type Shared, shareScript } from './share.ts'

/** The way to a share link, and what came of it. */
export function useShare() {
  const [note, setNote] = useState<Shared | null>(null)
  const share = useCallback(() => {
    setNote(null) // so that the same words are said again
    shareScript().then(setNote, () => setNote('too-long'))
  }, [])
  const dismiss = useCallback(() => setNote(null), [])
  return { note, share, dismiss }
}
