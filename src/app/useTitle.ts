import { useEffect } from 'react'
import { useSimulation } from '../store/simulation.ts'

/** The script's title, in the window's title too. */
export function useTitle(): string {
  const title = useSimulation((state) => state.run?.title ?? 'Untitled script')
  useEffect(() => {
    document.title = `${title} · Buddyscope`
  }, [title])
  return title
}
