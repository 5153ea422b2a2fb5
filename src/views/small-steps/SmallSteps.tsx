import { Fragment, useEffect, useMemo, useRef } from 'react'
import { formatCount } from '../../core/units.ts'
import { byHand } from '../../store/playback.ts'
import { seek, smallStepBack, smallStepForward, useSimulation } from '../../store/simulation.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { reveal } from '../../ui/reveal.ts'
import { useSize } from '../../ui/useSize.ts'
import { listSteps, type Mark } from './steps.ts'

/** The current action taken apart: each small step leads to the moment after it. */
export function SmallSteps() {
  const view = useSimulation((state) => state.view)
  const steps = useMemo(() => (view ? listSteps(view) : []), [view])
  const list = useRef<HTMLOListElement>(null)
  const [measure, { height }] = useSize()
  const now = steps.find(({ mark }) => mark === 'now' || mark === 'failed')?.number

  // biome-ignore lint/correctness/useExhaustiveDependencies: where there is less room the item may be out of sight
  useEffect(() => {
    const item = list.current?.querySelector(`[data-number="${now}"]`)
    if (list.current && item) reveal(list.current, item)
  }, [now, height])

  return (
    <div className="small-steps" ref={measure}>
      <div className="panel-head">
        <h2>Small steps</h2>
        {view && steps.length > 0 && (
          <span>
            {formatCount(view.position.small ?? view.eventCount)} of {formatCount(view.eventCount)}
          </span>
        )}
        <span className="flex-1" />
        <IconButton
          className="btn-key"
          label="Small step back"
          hint="↑"
          onClick={byHand(smallStepBack)}
        >
          <Icon name="up" />
        </IconButton>
        <IconButton
          className="btn-key"
          label="Small step forward"
          hint="↓"
          onClick={byHand(smallStepForward)}
        >
          <Icon name="down" />
        </IconButton>
      </div>
      {steps.length === 0 ? (
        <p className="small-steps-none">
          {view?.action ? 'There was nothing to do.' : 'The start. Nothing has happened yet.'}
        </p>
      ) : (
        <ol ref={list}>
          {steps.map(({ number, text, mark, position, leftOut }) => (
            <Fragment key={number}>
              {leftOut > 0 && (
                <li className="small-steps-none">
                  {formatCount(leftOut)} more {leftOut === 1 ? 'small step' : 'small steps'}
                </li>
              )}
              <li
                data-number={number}
                aria-current={mark === 'now' || mark === 'failed' ? 'step' : undefined}
              >
                <button type="button" data-mark={mark} onClick={byHand(() => seek(position))}>
                  <Sign mark={mark} />
                  <span>{text}</span>
                </button>
              </li>
            </Fragment>
          ))}
        </ol>
      )}
    </div>
  )
}

function Sign({ mark }: { mark: Mark }) {
  if (mark === 'done')
    return (
      <span>
        <Icon name="check" />
        <span className="unseen">done:</span>
      </span>
    )
  if (mark === 'failed') return <Icon name="cross" />
  return <span className="small-steps-dot" aria-hidden="true" />
}
