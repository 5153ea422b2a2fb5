import type { Arithmetic as Sum, ArithmeticRow } from '../../core/explain/explanation.ts'
import { Swatch } from '../../ui/marks.tsx'

/** The sum beside the sentence: one column a bit, the flipped one inverted. */
export function Arithmetic({ title, rows }: Sum) {
  return (
    <div className="sum">
      <h3>{title}</h3>
      <table>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a sum have no other name
            <Row key={index} {...row} isNewSum={index > 0 && rows[index - 1]?.isResult === true} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ label, value, bits, flip, owner, note, isResult, isNewSum }: RowProps) {
  return (
    <tr data-result={isResult} data-new={isNewSum}>
      <th scope="row">{label}</th>
      <td className="sum-value">{value}</td>
      <td className="sum-bits">
        {[...bits].map((bit, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
          <span key={index} data-flipped={index === flip || undefined}>
            {bit}
          </span>
        ))}
      </td>
      <td className="sum-note">
        {owner >= 0 && <Swatch owner={owner} />}
        {note}
      </td>
    </tr>
  )
}

interface RowProps extends ArithmeticRow {
  /** The row before it ended a sum. */
  readonly isNewSum: boolean
}
