// Where a line of prose must not end: within a number (its thousands stand apart by a thin space, at which a line
// may end), or between a number and what it counts.

const PAIR =
  /(\(?\border \d{1,2}\b\)?|\d[\d.]{0,9}(?:\u202f\d{3}){0,6}(?: (?:[KMGT]iB|%|pages?|blocks?)(?![\w/])|(?<=\u202f\d{3}))[.,:;)]*)/

/** A text in parts; the odd ones are such pairs. Joined they are the text. */
export function pairsOf(text: string): string[] {
  return text.split(PAIR)
}
