import { formatBytes } from '../../core/units.ts'
import { Button } from '../../ui/Button.tsx'

interface WorkingProps {
  /** Bytes. */
  readonly done: number
  readonly total: number
  readonly onCancel: () => void
}

/** While a text takes its time: what was read before stays below. */
export function Working({ done, total, onCancel }: WorkingProps) {
  return (
    <div className="working reading">
      <progress aria-label="Reading the text" value={done} max={Math.max(total, 1)} />
      <span className="text-ink-2">
        {formatBytes(done)} of {formatBytes(total)}
      </span>
      <Button variant="line" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
