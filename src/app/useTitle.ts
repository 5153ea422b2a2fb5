import { useEffect } from 'react'

/** What the window is called while this stands. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Buddyscope`
  }, [title])
}
