import { useCallback, useState } from 'react'
import type { Shared } from './share.ts'

/** The way to a share link, and what came of it. */
export function useShare() {
  const [note, setNote] = useState<Shared | null>(null)
  const share = useCallback(async () => {
    setNote(null) // so that the same words are said again
    const { shareScript } = await import('./share.ts')
    setNote(await shareScript())
  }, [])
  const dismiss = useCallback(() => setNote(null), [])
  return { note, share, dismiss }
}
