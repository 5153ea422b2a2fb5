import type { ReactNode } from 'react'
import { useSimulation } from '../../store/simulation.ts'
import { AnswerMark } from '../../ui/marks.tsx'
import { type Answer, answerByBlocks, type Rung, rungs, summary } from './served.ts'

/** More orders than this are a row of ticks. */
const MOST_RUNGS = 6
/** Height of a rung: the section keeps it when its rungs become a row. */
const RUNG_HEIGHT = 44

interface ServedProps {
  readonly answer?: Answer
  /** What goes for all rungs. */
  readonly children?: ReactNode
}

/** Could a request of each order be served now? */
export function Served({ answer = answerByBlocks, children }: ServedProps) {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  if (!run || !view) return <section className="side-section" />
  const { config } = run
  const all = rungs(view.frame, config, answer)
  const isRow = all.length > MOST_RUNGS || all.every(({ isServed }) => isServed)
  const least = all.length > MOST_RUNGS ? 0 : all.length * RUNG_HEIGHT
  return (
    <section className="side-section served">
      <div className="side-head">
        <h2>Could it be served now?</h2>
      </div>
      <div style={{ minHeight: least }}>
        {isRow ? (
          <>
            <Ticks all={all} />
            <p>{summary(view.frame, config, all)}</p>
          </>
        ) : (
          <Ladder all={all} />
        )}
        {children}
      </div>
    </section>
  )
}

interface RungsProps {
  readonly all: readonly Rung[]
}

function Ladder({ all }: RungsProps) {
  return (
    <ul className="ladder">
      {all.map(({ order, size, isServed, why }) => (
        <li key={order}>
          <span className="answer" data-yes={isServed}>
            <AnswerMark yes={isServed} />
          </span>
          <span>
            <b>order {order}</b> <span>{size}</span>
          </span>
          <span>
            <b className="answer" data-yes={isServed}>
              {isServed ? 'yes' : 'no'}
            </b>{' '}
            <span>{why}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

function Ticks({ all }: RungsProps) {
  return (
    <ul className="ticks">
      {all.toReversed().map(({ order, size, isServed, why }) => (
        <li key={order} title={`${size}: ${isServed ? 'yes' : 'no'}, ${why}`}>
          <span className="answer" data-yes={isServed}>
            <AnswerMark yes={isServed} />
          </span>
          <span className="mono">
            <span className="unseen">order </span>
            {order}
          </span>
          <span className="unseen">{isServed ? 'yes' : 'no'}</span>
        </li>
      ))}
    </ul>
  )
}
