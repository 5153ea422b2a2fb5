import { cancelRun } from '../../store/simulation.ts'
import { Button } from '../../ui/Button.tsx'
import { progressText } from './progress-text.ts'

interface WorkingProps {
  /** Actions. */
  readonly done: number
  readonly total: number
}

/** In the sentence's place while a run takes its time. */
export function Working({ done, total }: WorkingProps) {
  return (
    <div className="working">
      <progress aria-label="Running the script" value={done} max={Math.max(total, 1)} />
      <span className="text-ink-2">{progressText(done, total)}</span>
      <Button variant="line" onClick={cancelRun}>
        Cancel
      </Button>
    </div>
  )
}
