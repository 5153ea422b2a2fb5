import type { RunSummary, StepView } from '../../core/run/summary.ts'
import type { Step } from '../../core/units.ts'

/** What the slider says of a step: `4 of 8, D 4K`, `8 of 8, F 8K, fails`. */
export function stepText(run: RunSummary, view: StepView | null, step: Step): string {
  const seen = view?.action?.step === step ? view.action : null
  const action = run.actions[step - 1] ?? seen
  const parts = [`${step} of ${run.steps}`]
  if (step === 0) parts.push('start')
  else if (action) parts.push(action.label)
  if (run.failures.includes(step)) parts.push('fails')
  return parts.join(', ')
}
