import { lazy, Suspense } from 'react'
import { zoneStrips } from '../../core/buddy/config.ts'
import { useMeasureOrder } from '../../store/measure.ts'
import { useSimulation } from '../../store/simulation.ts'
import { useView } from '../../store/view.ts'
import { useSize } from '../../ui/useSize.ts'
import { HeatControls } from './HeatControls.tsx'
import { HeatRowZone } from './HeatRowZone.tsx'
import { isMap } from './layout.ts'

/** Only large zones need it. */
const HeatMapZone = lazy(() =>
  import('./HeatMapZone.tsx').then((m) => ({ default: m.HeatMapZone })),
)

/** Memory cell by cell, coloured by a measure that the reader picks. */
export function Heatmap() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const measure = useView((state) => state.measure)
  const order = useMeasureOrder()
  const [ref, { width }] = useSize()
  const zones = run?.config.zones ?? []
  const hasMap = width > 0 && zones.some((zone) => isMap(zone, width))
  const controls = run && view && (
    <HeatControls
      measure={measure}
      order={order}
      config={run.config}
      view={view}
      isUnder={!hasMap}
    />
  )
  return (
    <section ref={ref} aria-label="Fragmentation heatmap" className="picture heat">
      {hasMap && controls}
      <Suspense>
        {run &&
          view &&
          width > 0 &&
          zoneStrips(zones).map(({ key, ...strip }) => {
            const config = zones[strip.zone]
            const ZoneOf = config && isMap(config, width) ? HeatMapZone : HeatRowZone
            return (
              <ZoneOf
                key={key}
                {...strip}
                run={run}
                view={view}
                width={width}
                measure={measure}
                order={order}
              />
            )
          })}
      </Suspense>
      {!hasMap && controls}
    </section>
  )
}
