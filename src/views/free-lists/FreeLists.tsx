import { lazy, Suspense } from 'react'
import { type MachineConfig, zoneStrips } from '../../core/buddy/config.ts'
import type { Frame } from '../../core/buddy/frame.ts'
import { useSimulation } from '../../store/simulation.ts'
import { useSize } from '../../ui/useSize.ts'
import { ChipList } from './ChipList.tsx'
import { areChips, freeLists } from './layout.ts'

/** Only machines of many blocks need it. */
const CountTable = lazy(() => import('./CountTable.tsx').then((m) => ({ default: m.CountTable })))
/** Height of a line of it, as the styles have it. */
const COUNT_LINE = 21

/** The free lists as the kernel keeps them: head to tail, not by address. */
export function FreeLists() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [measure, { width }] = useSize()
  const zones = run?.config.zones ?? []
  const areCounts =
    run &&
    view &&
    zones.some((_, zone) => !areChips(freeLists(view.frame, run.config, zone), run.config.maxOrder))
  return (
    <section ref={measure} aria-label="Free lists" className="side-section free-lists">
      <div className="side-head">
        <h2>Free lists</h2>
        <span>{areCounts ? 'bar = bytes' : 'not in address order'}</span>
      </div>
      {run &&
        view &&
        zoneStrips(zones).map(({ key, ...strip }) => (
          <ZoneLists key={key} {...strip} frame={view.frame} config={run.config} width={width} />
        ))}
    </section>
  )
}

interface ZoneListsProps {
  readonly label: string | null
  readonly frame: Frame
  readonly config: MachineConfig
  readonly zone: number
  readonly width: number
}

/** Room that the order and its size take beside the chips. */
const LABEL = 64

function ZoneLists({ label, frame, config, zone, width }: ZoneListsProps) {
  const lists = freeLists(frame, config, zone)
  const chips = areChips(lists, config.maxOrder)
  return (
    <div {...(label ? { role: 'group', 'aria-label': label } : {})}>
      {label && (
        <div className="list-zone" aria-hidden="true">
          {label}
        </div>
      )}
      {!chips && (
        <div style={{ minHeight: (config.maxOrder + 1) * COUNT_LINE }}>
          <Suspense>
            <CountTable lists={lists} config={config} />
          </Suspense>
        </div>
      )}
      {lists.map((list) => (
        <ChipList
          key={list.name}
          list={list}
          zone={zone}
          pageSize={config.pageSize}
          isLow={config.maxOrder > 5 || list.type !== null}
          room={width - LABEL}
          isUnseen={!chips}
        />
      ))}
    </div>
  )
}
