import { zoneLabel } from '../../core/buddy/config.ts'
import { zoneCounts } from '../../core/buddy/frame.ts'
import { formatIndex } from '../../core/metrics/format-index.ts'
import { fragmentationIndex } from '../../core/metrics/fragmentation-index.ts'
import { unusableIndex } from '../../core/metrics/unusable-index.ts'
import { useMeasureOrder } from '../../store/measure.ts'
import { useSimulation } from '../../store/simulation.ts'
import { fragmentationMeaning, unusableMeaning } from './meanings.ts'

/** The kernel's two indices at the chosen order: /sys/kernel/debug/extfrag, zone by zone. */
export function Indices() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const order = useMeasureOrder()
  if (!run || !view) return null
  const { zones, maxOrder, pageSize } = run.config
  return (
    <section className="side-section" aria-label="Indices">
      <div className="side-head">
        <h2>The two indices, order {order}</h2>
      </div>
      {zones.map((zone, i) => {
        const counts = zoneCounts(view.frame, i, maxOrder)
        const unusable = unusableIndex(counts, order)
        const fragmentation = fragmentationIndex(counts, order)
        return (
          <div key={zoneLabel(zone)}>
            {zones.length > 1 && <h3 className="index-zone">{zoneLabel(zone)}</h3>}
            <Index
              name="Unusable free space"
              value={unusable}
              tone={`var(--heat-${Math.round((unusable / 1000) * 7)})`}
              meaning={unusableMeaning(unusable, counts, order, pageSize)}
            />
            <Index
              name="Fragmentation index"
              value={fragmentation}
              tone="var(--text-3)"
              meaning={fragmentationMeaning(fragmentation, counts, order, pageSize)}
            />
          </div>
        )
      })}
    </section>
  )
}

interface IndexProps {
  readonly name: string
  /** Thousandths. */
  readonly value: number
  readonly tone: string
  readonly meaning: string
}

function Index({ name, value, tone, meaning }: IndexProps) {
  return (
    <div className="index">
      <div>
        <span>{name}</span>
        <b className="font-mono">{formatIndex(value)}</b>
      </div>
      <div className="meter" aria-hidden="true">
        {value >= 0 && <div style={{ width: `max(3px, ${value / 10}%)`, background: tone }} />}
      </div>
      <p>{meaning}</p>
    </div>
  )
}
