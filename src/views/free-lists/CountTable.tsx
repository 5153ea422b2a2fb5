import type { MachineConfig } from '../../core/buddy/config.ts'
import { TYPE_TOKENS } from '../../ui/patterns.tsx'
import { countRows } from './count-rows.ts'
import type { FreeList } from './layout.ts'

interface CountTableProps {
  readonly lists: readonly FreeList[]
  readonly config: MachineConfig
}

/** Counts and bytes by order: the picture of lists that are too long for chips. */
export function CountTable({ lists, config }: CountTableProps) {
  return (
    <div className="counts" aria-hidden="true">
      {countRows(lists, config).map(({ order, size, count, share, types, title }) => (
        <div key={order} title={title}>
          <b className="mono">{order}</b>
          <span>{size}</span>
          <span className="count">{count}</span>
          <span className="bytes">
            {share > 0 && (
              <span style={{ width: `max(3px, ${100 * share}%)` }}>
                {types.length > 1 &&
                  types.map((part, type) => (
                    <span
                      key={TYPE_TOKENS[type]}
                      style={{ flexGrow: part, background: `var(--mt-${TYPE_TOKENS[type]})` }}
                    />
                  ))}
              </span>
            )}
          </span>
        </div>
      ))}
    </div>
  )
}
