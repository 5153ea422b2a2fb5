/** One measured figure: held when `value` is at most `bound`. */
export interface Figure {
  /** Short, with the figure's number where it has one: `G3 recording on / off, 1M pages`. */
  readonly name: string
  readonly value: number
  /** The value may not be above it; null: told, not judged (or not measured here). */
  readonly bound: number | null
  /** `×`, `ms`, `B/page` … */
  readonly unit: string
  /** How it was measured, or why it was not. */
  readonly note: string
}
