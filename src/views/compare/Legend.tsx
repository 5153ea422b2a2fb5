import { type By, KINDS } from './layout.ts'

/** What the fills of the two rows stand for. */
export function Legend({ by, hasInUse }: { readonly by: By; readonly hasInUse: boolean }) {
  return (
    <ul className="compare-legend">
      {by === 'owner' && <li>each name has its colour</li>}
      {KINDS.filter((kind) => (kind === 'in use' ? hasInUse : by === 'kind')).map((kind) => (
        <li key={kind}>
          <i data-kind={kind} aria-hidden="true" />
          {kind}
        </li>
      ))}
      <li>
        <i data-mark="" aria-hidden="true" />
        differs
      </li>
    </ul>
  )
}
