import { lazy, Suspense } from 'react'
import { zoneStrips } from '../../core/buddy/config.ts'
import { useSimulation } from '../../store/simulation.ts'
import { hasManyBlocks } from '../../store/zone-window.ts'
import { useSize } from '../../ui/useSize.ts'
import { NamedTree } from './NamedTree.tsx'

/** Only machines of many blocks need it. */
const TreeCanvas = lazy(() => import('./TreeCanvas.tsx').then((m) => ({ default: m.TreeCanvas })))

/** Blocks by order over their addresses: which are split, which are held, which are free. */
export function SplitTree() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [measure, { width }] = useSize()
  const isDrawn = run !== null && view !== null && width > 0
  return (
    <section ref={measure} aria-label="Split tree" className="picture tree">
      {isDrawn && !hasManyBlocks(view.frame) && <NamedTree run={run} view={view} width={width} />}
      {isDrawn && hasManyBlocks(view.frame) && (
        <Suspense>
          {zoneStrips(run.config.zones).map(({ key, ...strip }) => (
            <TreeCanvas key={key} {...strip} run={run} view={view} width={width} />
          ))}
        </Suspense>
      )}
    </section>
  )
}
