import type { Diagnosis } from '../../core/diagnose/diagnosis.ts'
import { formatBytes } from '../../core/units.ts'
import { ask, usePaste } from '../../store/paste.ts'

const SIZES = [4, 8, 16, 32, 64, 256].map((kib) => kib * 1024)

/** All sizes follow from the page size: where the text does not tell it, it can be chosen. */
export function PageSizeLine({ pageSize }: Pick<Diagnosis, 'pageSize'>) {
  const isTold = usePaste(({ overview }) => (overview?.pageSize.line ?? null) !== null)
  const told = usePaste(({ overview }) => overview?.pageSize)
  const chosen = usePaste((state) => state.question.pageSize)
  if (isTold && told)
    return (
      <p>
        Pages of {formatBytes(told.bytes)}, as line {told.line} says
      </p>
    )
  return (
    <p>
      <label>
        Page size{' '}
        <select
          className="order-menu"
          aria-label="Page size"
          value={pageSize.bytes}
          onChange={({ target }) => ask({ pageSize: Number(target.value) })}
        >
          {SIZES.map((bytes) => (
            <option key={bytes} value={bytes}>
              {formatBytes(bytes)}
            </option>
          ))}
        </select>
      </label>
      {chosen === null
        ? ' assumed: the text does not tell it'
        : ' chosen here: the text does not tell it'}
    </p>
  )
}
