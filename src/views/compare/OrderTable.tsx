import { formatCount, pagesIn, shortBytes } from '../../core/units.ts'
import type { ComparedOrder } from './layout.ts'

interface OrderTableProps {
  readonly orders: readonly ComparedOrder[]
  readonly names: readonly [string, string]
  readonly pageSize: number
}

/** Free blocks of each order on both sides; bars are bytes, rows that differ are marked. */
export function OrderTable({ orders, names, pageSize }: OrderTableProps) {
  const most = Math.max(
    1,
    ...orders.flatMap(({ order, ours, other }) => [ours, other].map((n) => n * pagesIn(order))),
  )
  return (
    <table className="compare-table">
      <caption>Free blocks by order</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {orders.map(({ order, ours, other }) => (
          <tr key={order} data-differs={ours !== other}>
            <th scope="row">
              {order} <span>{shortBytes(pagesIn(order) * pageSize)}</span>
            </th>
            {[ours, other].map((count, i) => (
              <td key={names[i]}>
                <b>{count === 0 ? '·' : formatCount(count)}</b>
                <i style={{ width: `${(100 * count * pagesIn(order)) / most}%` }} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
