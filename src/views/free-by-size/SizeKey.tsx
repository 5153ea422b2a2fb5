import { pagesIn, shortBytes } from '../../core/units.ts'
import { orderStep } from '../../ui/palette.ts'

interface SizeKeyProps {
  readonly orders: number
  readonly pageSize: number
}

/** Which colour is which block size. */
export function SizeKey({ orders, pageSize }: SizeKeyProps) {
  return (
    <div className="size-key">
      <span>block size</span>
      <ol>
        {Array.from({ length: orders }, (_, order) => (
          <li key={pagesIn(order)} data-low={order < 2}>
            <i style={{ background: `var(--order-${orderStep(order + 1, orders)})` }} />
            <span>{shortBytes(pagesIn(order) * pageSize)}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
