import { type CSSProperties, memo } from 'react'
import { type MachineConfig, zoneLabel, zoneStrips } from '../../core/buddy/config.ts'
import type { StepView } from '../../core/run/summary.ts'
import { formatBytes, formatCount, MIGRATETYPES, shortBytes } from '../../core/units.ts'
import { eventNow, eventsSoFar } from '../../store/events-so-far.ts'
import { useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { TYPE_TOKENS } from '../../ui/patterns.tsx'
import { TypeSign } from '../../ui/TypeSign.tsx'
import { type Look, looksAt, type TypeList, tellHead, typeRows, unlisted } from './layout.ts'

/** Who may have the free blocks: of each order a list a migratetype. */
export function TypeMatrix() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const shown = useShownZone()
  const zones = run?.config.zones ?? []
  return (
    <section aria-label="Free lists" className="linux-part type-lists">
      <header>
        <h2>Free lists by migrate type</h2>
        <p>free blocks; the bar is bytes</p>
        <ul className="linux-key">
          <li>
            <i className="matrix-cell" data-look="wanted" /> wanted
          </li>
          <li>
            <i className="matrix-cell" data-look="found" /> taken from
          </li>
        </ul>
        {zones.length > 1 && zones[shown] && <p className="part-zone">{zoneLabel(zones[shown])}</p>}
      </header>
      {run &&
        view &&
        zoneStrips(zones).map(({ key, ...strip }) => (
          <Matrix
            key={key}
            {...strip}
            config={run.config}
            view={view}
            isShown={strip.zone === shown}
          />
        ))}
    </section>
  )
}

/** From this largest order on, a phone has no room for the sizes of all orders side by side. */
const MANY = 7

interface MatrixProps {
  readonly label: string | null
  readonly config: MachineConfig
  readonly view: StepView
  readonly zone: number
  /** The other zones' lists are there for those who do not see. */
  readonly isShown: boolean
}

function Matrix({ label, config, view, zone, isShown }: MatrixProps) {
  const { maxOrder, pageSize } = config
  const rows = typeRows(view.frame, zone, maxOrder)
  const looks = looksAt(eventsSoFar(view), eventNow(view), zone)
  const orders = Array.from({ length: maxOrder + 1 }, (_, order) => order)
  return (
    <div
      className={isShown ? 'matrix' : 'unseen'}
      style={{ '--orders': maxOrder + 1 } as CSSProperties}
      {...(label ? { role: 'group', 'aria-label': label } : {})}
    >
      <div className="matrix-row matrix-head" data-many={maxOrder >= MANY} aria-hidden="true">
        <span />
        {orders.map((order) => (
          <span key={order}>
            <b>{order}</b>
            <span>{shortBytes(2 ** order * pageSize)}</span>
          </span>
        ))}
        <span>free</span>
      </div>
      {rows.map(({ type, name, lists, pages }) => (
        <div key={name} className="matrix-row">
          <span className="matrix-type" aria-hidden="true">
            <TypeSign type={type} size={20} />
            <span>{name}</span>
          </span>
          {lists.map((list) => (
            <Cell key={list.order} list={list} look={looks.get(`${type}:${list.order}`) ?? null} />
          ))}
          <span className="matrix-sum mono" aria-hidden="true">
            {pages === 0 ? '0' : formatBytes(pages * pageSize)}
          </span>
        </div>
      ))}
    </div>
  )
}

interface CellProps {
  readonly list: TypeList
  readonly look: Look | null
}

/** One free list: its count and its bytes, its blocks for those who do not see. */
const Cell = memo(function Cell({ list, look }: CellProps) {
  const { type, count, pfns, share, name } = list
  return (
    <div
      className="matrix-cell"
      data-empty={count === 0}
      data-look={look}
      title={`order ${list.order}, ${MIGRATETYPES[type]}: ${tellHead(pfns, count)}`}
    >
      <span className="mono" aria-hidden="true">
        {count === 0 ? '·' : formatCount(count)}
      </span>
      {count > 0 && (
        <i
          style={{
            width: `max(3px, ${100 * share}%)`,
            background: `var(--mt-${TYPE_TOKENS[type]}-edge)`,
          }}
        />
      )}
      {/* biome-ignore lint/a11y/noRedundantRoles: a list without markers is no list to Safari */}
      <ul role="list" aria-label={name} className="unseen">
        {Array.from(pfns, (pfn) => (
          <li key={pfn}>{pfn}</li>
        ))}
        {unlisted(list) > 0 && <li>{`and ${unlisted(list)} more`}</li>}
      </ul>
    </div>
  )
}, isAlike)

/** Frames are new at every step, most lists are not. */
function isAlike(before: CellProps, after: CellProps): boolean {
  const [a, b] = [before.list, after.list]
  return (
    before.look === after.look &&
    a.count === b.count &&
    a.name === b.name &&
    a.share === b.share &&
    a.pfns.length === b.pfns.length &&
    a.pfns.every((pfn, i) => pfn === b.pfns[i])
  )
}
