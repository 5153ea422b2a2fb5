import { formatCount } from '../../core/units.ts'
import { eventsSoFar } from '../../store/events-so-far.ts'
import { useSimulation } from '../../store/simulation.ts'
import { fallbackOf } from './layout.ts'

/** pfns that are told one by one. */
const MOST_TOLD = 4

/** A request that was served from another migratetype's lists. */
export function Fallback() {
  const view = useSimulation((state) => state.view)
  const facts = view && fallbackOf(eventsSoFar(view))
  if (!facts) return null
  const { how, wanted, found, pageblocks, block, test, from, to } = facts
  const more = pageblocks.length - MOST_TOLD
  return (
    <section aria-label="Fallback" className="side-section fallback">
      <div className="side-head">
        <h2>Fallback</h2>
        <b className="fallback-pill">
          <TriangleSign />
          {how}
        </b>
      </div>
      <dl>
        <dt>wanted</dt>
        <dd>{wanted}</dd>
        <dt>found in</dt>
        <dd>{found}</dd>
        <dt>{pageblocks.length > 1 ? 'pageblocks' : 'pageblock'}</dt>
        <dd>
          from page <span className="mono">{pageblocks.slice(0, MOST_TOLD).join(', ')}</span>
          {more > 0 && ` and ${formatCount(more)} more`}
        </dd>
        <dt>block</dt>
        <dd>{block}</dd>
        {test && (
          <>
            <dt>may it?</dt>
            <dd>{test}</dd>
          </>
        )}
        <dt>now</dt>
        <dd>
          {from === to ? (
            <>
              stays <b>{from}</b>: a mixed pageblock
            </>
          ) : (
            <>
              {from} <span aria-hidden="true">→</span>
              <span className="unseen">to</span> <b>{to}</b>
            </>
          )}
        </dd>
      </dl>
    </section>
  )
}

function TriangleSign() {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M8 2.5L14 13H2zM8 6.500v3.200M8 11.500v.01" />
    </svg>
  )
}
