import { memo } from 'react'
import { zoneLabel } from '../../core/buddy/config.ts'
import type { OrderVerdict, ZoneVerdict } from '../../core/diagnose/diagnosis.ts'
import { formatIndex } from '../../core/metrics/format-index.ts'
import { formatBytes, formatCount } from '../../core/units.ts'

const HEADS = [
  'order',
  'block size',
  'free blocks',
  'free bytes',
  'share',
  'unusable index',
  'fragmentation index',
]

/** One zone, a row an order: the numbers behind all pictures. */
export const ZoneTable = memo(function ZoneTable({ zone }: { readonly zone: ZoneVerdict }) {
  const { counts, orders, freeBytes, freePages, exactFrom } = zone
  const blocks = counts.reduce((sum, count) => sum + count, 0)
  return (
    <table className="zone-table" aria-label={zoneLabel(zone)} tabIndex={-1}>
      <caption>{zoneLabel(zone)}</caption>
      <thead>
        <tr>
          {HEADS.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {orders.map((order) => (
          <OrderRow
            key={order.order}
            order={order}
            count={counts[order.order] ?? 0}
            isLeast={order.order < exactFrom}
            freeBytes={freeBytes}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">all</th>
          <td />
          <td>{formatCount(blocks)}</td>
          <td>
            <Size bytes={freeBytes} />
          </td>
          <td />
          <td colSpan={2}>{formatCount(freePages)} pages</td>
        </tr>
      </tfoot>
    </table>
  )
})

interface OrderRowProps {
  readonly order: OrderVerdict
  readonly count: number
  /** The text tells only that there are at least so many. */
  readonly isLeast: boolean
  readonly freeBytes: number
}

function OrderRow({ order, count, isLeast, freeBytes }: OrderRowProps) {
  const bytes = count * order.bytes
  const share = freeBytes > 0 ? (bytes / freeBytes) * 100 : 0
  return (
    <tr data-none={count === 0}>
      <th scope="row">{order.order}</th>
      <td>
        <Size bytes={order.bytes} />
      </td>
      <td>
        {isLeast && '≥ '}
        {formatCount(count)}
      </td>
      <td>{bytes === 0 ? '0' : <Size bytes={bytes} />}</td>
      <td>{share.toFixed(1)} %</td>
      <td>{formatIndex(order.unusableIndex)}</td>
      <td data-faint={order.fragmentationIndex === -1000}>
        {formatIndex(order.fragmentationIndex)}
      </td>
    </tr>
  )
}

/** `512 KiB`; where there is little room `512 K` is seen. */
function Size({ bytes }: { readonly bytes: number }) {
  const text = formatBytes(bytes)
  if (!text.endsWith('iB')) return text
  return (
    <>
      {text.slice(0, -2)}
      <span className="unit-end">iB</span>
    </>
  )
}
