import { Suspense } from 'react'
import { Boundary } from '../ui/Boundary.tsx'
import type { Bar } from './bar.ts'
import { PLACES } from './places.ts'
import { TopBar } from './TopBar.tsx'
import { useMedia } from './useMedia.ts'
import { usePlace } from './usePlace.ts'

/** Below this the top bar folds into a menu. */
const NARROW = '(width < 820px)'

export function App() {
  const isNarrow = useMedia(NARROW)
  const place = usePlace()
  const here = PLACES.find(({ path }) => path === place) ?? PLACES[0]
  if (!here) return null
  const { name, path, Page } = here
  const bar = (parts?: Bar) => <TopBar isNarrow={isNarrow} place={path} bar={parts} />
  return (
    <div className="page">
      <Boundary key={path} what={name}>
        <Suspense fallback={bar()}>
          <Page bar={bar} />
        </Suspense>
      </Boundary>
    </div>
  )
}
