import { pairsOf } from './pairs.ts'

/** A text whose lines never end within a number, or between it and its unit. */
export function Prose({ text }: { readonly text: string }) {
  return pairsOf(text).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
      <span key={index} className="pair">
        {part}
      </span>
    ),
  )
}
