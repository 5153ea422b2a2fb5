import type { ArithmeticRow, Arithmetic as Sum } from '../../core/explain/explanation.ts'
import { Swatch } from '../../ui/marks.tsx'
import { bitWidth, leadingBits } from './bits.ts'

/** The sum beside the sentence: one column a bit, the flipped one inverted. */
export function Arithmetic({ title, rows }: Sum) {
  const cut = leadingBits(rows)
  return (
    <div className="sum" data-bits={bitWidth(rows, cut)}>
      <h3>{title}</h3>
      <table>
        <tbody>
          {rows.map((row, index) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a sum have no other name
              key={index}
              {...row}
              cut={cut}
              isNewSum={rows[index - 1]?.isResult === true}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps extends ArithmeticRow {
  /** Leading bits that are not printed. */
  readonly cut: number
  /** The row before it ended a sum. */
  readonly isNewSum: boolean
}

function Row({ label, value, bits, flip, owner, note, isResult, cut, isNewSum }: RowProps) {
  return (
    <tr data-result={isResult} data-new={isNewSum}>
      <th scope="row">{label}</th>
      <td className="sum-value">{value}</td>
      <td className="sum-bits">
        <span>
          {cut > 0 && <i title={bits}>…</i>}
          {[...bits.slice(cut)].map((bit, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bit is its place
            <i key={index} data-flipped={index + cut === flip || undefined}>
              {bit}
            </i>
          ))}
        </span>
        <span className="sum-note">
          {owner >= 0 && <Swatch owner={owner} />}
          {note}
        </span>
      </td>
    </tr>
  )
}
