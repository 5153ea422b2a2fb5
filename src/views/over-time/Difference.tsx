import { zoneLabel } from '../../core/buddy/config.ts'
import { formatBytes, formatCount, pagesIn, shortBytes } from '../../core/units.ts'
import type { Look } from '../../store/paste.ts'
import { Scroller } from '../../ui/Scroller.tsx'
import { differencesOf } from './difference.ts'

interface DifferenceProps {
  readonly look: Look
  readonly against: NonNullable<Look['against']>
}

/** B less A, zones by orders; the sign says which way, the wash repeats it. */
export function Difference({ look, against }: DifferenceProps) {
  const { zones, pageSize } = look.diagnosis
  const rows = differencesOf(against.zones, zones, pageSize.bytes)
  const orders = Math.max(0, ...rows.map(({ blocks }) => blocks.length))
  return (
    <Scroller label="B less A">
      <table className="difference" aria-label="Difference">
        <caption>Free blocks in B less those in A</caption>
        <thead>
          <tr>
            <th scope="col">zone</th>
            {Array.from({ length: orders }, (_, order) => (
              <th key={pagesIn(order)} scope="col">
                {order} <span>{shortBytes(pagesIn(order) * pageSize.bytes)}</span>
              </th>
            ))}
            <th scope="col">free bytes</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={zoneLabel(row)}>
              <th scope="row">
                {zoneLabel(row)}
                {row.isOnlyIn && <span> only in {row.isOnlyIn}</span>}
              </th>
              {row.blocks.map((blocks, order) => (
                <td key={pagesIn(order)} data-sign={Math.sign(blocks)}>
                  {signed(blocks, formatCount)}
                </td>
              ))}
              <td data-sign={Math.sign(row.bytes)}>{signed(row.bytes, formatBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}

function signed(value: number, format: (size: number) => string): string {
  if (value === 0) return '0'
  return `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`
}
