import { lazy, Suspense } from 'react'
import { zoneStrips } from '../../core/buddy/config.ts'
import { useSimulation } from '../../store/simulation.ts'
import { hasManyBlocks } from '../../store/zone-window.ts'
import { useSize } from '../../ui/useSize.ts'
import { NamedPages } from './NamedPages.tsx'

/** Only machines of many blocks need it. */
const PagesCanvas = lazy(() =>
  import('./PagesCanvas.tsx').then((m) => ({ default: m.PagesCanvas })),
)

/** Page by page, who holds it. */
export function PagesStrip() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [measure, { width }] = useSize()
  const isDrawn = run !== null && view !== null && width > 0
  return (
    <section ref={measure} aria-label="Pages" className="picture pages">
      {isDrawn && !hasManyBlocks(view.frame) && <NamedPages run={run} view={view} width={width} />}
      {isDrawn && hasManyBlocks(view.frame) && (
        <Suspense>
          {zoneStrips(run.config.zones).map(({ key, ...strip }) => (
            <PagesCanvas key={key} {...strip} run={run} view={view} width={width} />
          ))}
        </Suspense>
      )}
    </section>
  )
}
