import { useId } from 'react'
import { formatCount } from '../../core/units.ts'
import type { EventSummary } from '../../store/paste.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { Scroller } from '../../ui/Scroller.tsx'
import { TypePlate } from '../../ui/TypePlate.tsx'
import { typeName } from './layout.ts'

/** Which type took from which, how often, and how often the whole pageblock changed sides. */
export function PairTable({ events }: { readonly events: EventSummary }) {
  return (
    <div>
      <Scroller label="Who took from whom">
        <table className="pairs" aria-label="Fallbacks by type">
          <thead>
            <tr>
              <th scope="col">wanted</th>
              <th scope="col">taken from</th>
              <th scope="col">times</th>
              <th scope="col">fragmenting</th>
              <th scope="col">type changed</th>
            </tr>
          </thead>
          <tbody>
            {events.pairs.map(({ wanted, taken, total, fragmenting, claimed }) => (
              <tr key={`${wanted} ${taken}`}>
                <th scope="row">
                  <Type number={wanted} />
                </th>
                <td>
                  <Type number={taken} />
                </td>
                <td>{formatCount(total)}</td>
                <td>{formatCount(fragmenting)}</td>
                <td>{formatCount(claimed)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className="picture-note">
        Fragmenting: the block taken was smaller than a pageblock. Type changed: its pageblock now
        belongs to the type that asked. Both can be true of one request. A trace has numbers: 0 to 5
        are named as kernels since 4.4 have them.
      </p>
    </div>
  )
}

function Type({ number }: { readonly number: number }) {
  const id = useId()
  const name = typeName(number)
  return (
    <span className="type-name">
      <svg width={18} height={18} aria-hidden="true">
        <PatternDefs id={id} types />
        <TypePlate patterns={id} type={name} x={0} y={0} />
      </svg>
      {name}
    </span>
  )
}
