// Whether a change of the field is a paste: typing adds a character, a paste adds lines at once.

/** More characters than this at once were not typed. */
const TYPED_AT_ONCE = 16

export function isPasted(before: string, after: string): boolean {
  return after.length - before.length > TYPED_AT_ONCE
}
