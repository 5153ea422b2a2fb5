import { useEffect, useRef } from 'react'
import { formatCount, pagesIn, shortBytes } from '../../core/units.ts'
import { eventsSoFar } from '../../store/events-so-far.ts'
import { useSimulation } from '../../store/simulation.ts'
import { Icon } from '../../ui/Icon.tsx'
import { reveal } from '../../ui/reveal.ts'
import { type Answer, flowOf, rowsOf, type Stage } from './layout.ts'

/** The way of a request that the lists could not serve at once, with the reason at each turn. */
export function SlowPath() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const list = useRef<HTMLOListElement>(null)
  // Only the box that it stands in is scrolled, and only where it is too low for all stages.
  useEffect(() => {
    if (view) showCurrent(list.current)
  }, [view])
  if (!run || !view) return null
  const all = view.events.map(({ event }) => event)
  const flow = flowOf(all, eventsSoFar(view).length, run.config)
  if (!flow) return null
  const size = shortBytes(pagesIn(flow.order) * run.config.pageSize)
  return (
    <section aria-label="Slow path" className="side-section slow-path">
      <div className="side-head">
        <h2>Slow path</h2>
        <span>
          order {flow.order}, {size}
        </span>
      </div>
      <ol ref={list}>
        {rowsOf(flow.stages).map((stage) => (
          <StageItem key={stage.stage} stage={stage} />
        ))}
      </ol>
    </section>
  )
}

/** Room around the stage that is shown: the ring stands out. */
const AROUND = 8

function showCurrent(list: HTMLElement | null): void {
  const box = list?.closest('.scroller')
  const current = list?.querySelector('[aria-current]')
  if (box && current) reveal(box, current, AROUND)
}

const WORDS: Readonly<Record<Answer, string>> = {
  served: 'served here',
  'went-on': 'went on',
  failed: 'did not help',
  skipped: 'did not begin',
  'under-way': 'under way',
  'passed-over': 'passed over',
  unneeded: 'not needed',
  ahead: 'not yet',
  'not-reached': 'not come to',
}

function StageItem({ stage }: { readonly stage: Stage }) {
  const { title, answer, reason, times, isNow } = stage
  return (
    <li data-answer={answer} data-visited={times > 0} aria-current={isNow ? 'step' : undefined}>
      <span className="slow-sign">
        <Sign answer={answer} />
      </span>
      <span>
        <b>{title}</b>
        {times > 1 && <span className="slow-times"> {formatCount(times)} times</span>}
        {times > 0 && answer !== 'under-way' ? (
          <span className="unseen">, {WORDS[answer]}</span>
        ) : (
          <span className="slow-times">: {WORDS[answer]}</span>
        )}
        {reason && <span className="slow-reason">{reason}</span>}
      </span>
    </li>
  )
}

function Sign({ answer }: { readonly answer: Answer }) {
  if (answer === 'served') return <Icon name="check" />
  if (answer === 'failed') return <Icon name="cross" />
  if (answer === 'skipped') return <Dash />
  return answer === 'went-on' ? <Icon name="down" /> : <i />
}

function Dash() {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3 8h10" />
    </svg>
  )
}
