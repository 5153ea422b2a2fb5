import { useId } from 'react'
import type { MachineConfig } from '../../core/buddy/config.ts'
import { MIGRATETYPES } from '../../core/units.ts'
import { Swatch } from '../../ui/marks.tsx'
import { orderStep } from '../../ui/palette.ts'
import { PatternDefs, TYPE_LETTERS, typeFill } from '../../ui/patterns.tsx'
import { HeldSwatch, type LegendProps, Ramp } from './legend-parts.tsx'

/** What the colours of orders, owners and migratetypes mean. */
export function OtherLegend({ measure, config, view }: LegendProps) {
  if (measure === 'order') return <OrderLegend config={config} />
  return measure === 'owner' ? (
    <OwnerLegend config={config} view={view} />
  ) : (
    <TypeLegend config={config} />
  )
}

function OrderLegend({ config: { maxOrder } }: Pick<LegendProps, 'config'>) {
  const colors = Array.from(
    { length: maxOrder + 1 },
    (_, order) => `var(--order-${orderStep(order, maxOrder)})`,
  )
  return (
    <>
      <span>order 0</span>
      <Ramp colors={colors} width={Math.min(150, 30 * colors.length)} />
      <span>{maxOrder}</span>
    </>
  )
}

function FreeSwatch() {
  return (
    <svg width={16} height={12} aria-hidden="true">
      <rect
        x={0.5}
        y={0.5}
        width={15}
        height={11}
        fill="var(--free-fill)"
        stroke="var(--free-edge)"
      />
    </svg>
  )
}

/** Owners that the legend has room for; the pictures name all of them. */
const MOST_OWNERS = 5

/** Pages of a zone from which a cell may be many of them. */
const MANY_PAGES = 256

function OwnerLegend({ config, view }: Omit<LegendProps, 'measure'>) {
  const held = new Set(view.frame.blockOwner.subarray(0, 4096).filter((owner) => owner >= 0))
  const owners = [...held].filter((owner) => view.names.has(owner))
  return (
    <>
      {owners.slice(0, MOST_OWNERS).map((owner) => (
        <span key={owner} className="legend-entry">
          <Swatch owner={owner} size={13} />
          {view.names.get(owner)}
        </span>
      ))}
      {held.size > MOST_OWNERS && <span>…</span>}
      {config.zones.some(({ pages }) => pages >= MANY_PAGES) && (
        <>
          <HeldSwatch />
          <span>several</span>
        </>
      )}
      <FreeSwatch />
      <span>free</span>
    </>
  )
}

function TypeLegend({ config }: { readonly config: MachineConfig }) {
  const id = useId()
  return (
    <>
      {MIGRATETYPES.map((type, i) => (
        <span key={type} className="legend-entry" title={type}>
          <svg width={14} height={14} aria-hidden="true">
            <PatternDefs id={`${id}${i}`} types />
            <rect
              x={0.5}
              y={0.5}
              width={13}
              height={13}
              rx={3}
              fill={typeFill(`${id}${i}`, i)}
              stroke={`var(--mt-${type.toLowerCase()}-edge)`}
            />
          </svg>
          <span className="mono">{TYPE_LETTERS[i]}</span>
          <span className="unseen">{type}</span>
        </span>
      ))}
      {!config.grouping && (
        <>
          <FreeSwatch />
          <span>free: no grouping</span>
        </>
      )}
    </>
  )
}
