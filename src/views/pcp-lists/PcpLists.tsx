import { type MachineConfig, zoneLabel } from '../../core/buddy/config.ts'
import { formatCount, pageCount } from '../../core/units.ts'
import { eventsSoFar } from '../../store/events-so-far.ts'
import { useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { TYPE_TOKENS } from '../../ui/patterns.tsx'
import { TypeSign } from '../../ui/TypeSign.tsx'
import { useSize } from '../../ui/useSize.ts'
import { chipsThatFit, elsewhere, type PcpList, pcpOf } from './layout.ts'

/** Room that the order and its sign take beside the chips. */
const LABEL = 92

/** Free pages that a CPU keeps for itself: in no buddyinfo, and merging with nothing. */
export function PcpLists() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const zone = useShownZone()
  const [measure, { width }] = useSize()
  const hasZones = (run?.config.zones.length ?? 0) > 1
  const others = run && view ? elsewhere(view.frame, run.config.zones, zone) : ''
  const pcp = run && view && pcpOf(view.frame, zone, run.config.maxOrder, eventsSoFar(view))
  return (
    <section aria-label="Per-CPU lists" className="side-section pcp" ref={measure}>
      <div className="side-head">
        <h2>Per-CPU lists</h2>
        {pcp && (
          <span
            title={`When a free brings the lists to ${formatCount(pcp.high)} pages, ${pageCount(pcp.batch)} or more go back to the free lists; a refill may go past.`}
          >
            CPU 0, {pageCount(pcp.pages)}
            {hasZones && ' in this zone'}
          </span>
        )}
      </div>
      {run && pcp && (
        <>
          <ZoneName config={run.config} zone={zone} />
          {pcp.lists.length === 0 && <p className="pcp-none">empty</p>}
          {pcp.lists.map((list) => (
            <List
              key={list.name}
              list={list}
              isGrouped={run.config.grouping}
              room={width - LABEL}
            />
          ))}
        </>
      )}
      {hasZones && <p className="pcp-elsewhere">{others && `In other zones: ${others}.`}</p>}
      <p>
        Dashed: free, but in no buddyinfo, and merges with nothing. Each list serves its own order
        {run?.config.grouping && ' and type'} alone.
      </p>
    </section>
  )
}

function ZoneName({ config, zone }: { readonly config: MachineConfig; readonly zone: number }) {
  const shown = config.zones[zone]
  if (!shown || config.zones.length < 2) return null
  return <div className="list-zone">{zoneLabel(shown)}</div>
}

interface ListProps {
  readonly list: PcpList
  readonly isGrouped: boolean
  readonly room: number
}

function List({ list, isGrouped, room }: ListProps) {
  const { order, type, name, pfns, isCut } = list
  const fits = chipsThatFit(pfns, room)
  const rest = pfns.length - fits
  return (
    <div className="pcp-list">
      <span aria-hidden="true">
        <b>order {order}</b>
        {isGrouped && <TypeSign type={type} />}
      </span>
      {pfns.length === 0 && <span className="text-ink-3">empty</span>}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to Safari */}
      <ul role="list" aria-label={name} hidden={pfns.length === 0}>
        {pfns.map((pfn, i) => (
          <li
            key={pfn}
            className={i < fits ? 'pcp-chip mono' : 'unseen'}
            style={isGrouped ? { borderColor: `var(--mt-${TYPE_TOKENS[type]}-edge)` } : undefined}
          >
            {pfn}
          </li>
        ))}
        {rest > 0 && (
          <li className="pcp-more">
            and {formatCount(rest)}
            {isCut && ' or more'}
          </li>
        )}
      </ul>
    </div>
  )
}
