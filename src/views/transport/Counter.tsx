import { formatCount } from '../../core/units.ts'
import { useSimulation } from '../../store/simulation.ts'
import { actionText } from './action-text.ts'

/** From here on the two numbers leave the action no room; the sentence tells it. */
const LONG_RUN = 10_000

/** `4 of 8`, and the action that this step is. */
export function Counter() {
  const steps = useSimulation((state) => state.run?.steps ?? 0)
  const view = useSimulation((state) => state.view)
  const step = view?.position.step ?? 0
  const action = view?.action ?? null
  const text = action ? actionText(action) : 'start'
  return (
    <div className="counter">
      <span className="counter-steps">
        <b>{formatCount(step)}</b> of {formatCount(steps)}
      </span>
      {steps < LONG_RUN && (
        <span className="counter-action" data-failed={action?.ok === false} title={text}>
          {text}
        </span>
      )}
    </div>
  )
}
