// The colour and the pattern of an owner. Eight of each give 64 pairs: past the eighth owner the
// colours repeat and the patterns shift by one, so that no pair repeats before all were used.

const KINDS = 8

export interface OwnerStyle {
  /** Position of the colour in the palette, 0 to 7: token --own-1 is 0. */
  readonly color: number
  /** Position of the pattern in PATTERNS, 0 to 7. */
  readonly pattern: number
}

/** `owner` counts from 0 in the order of first appearance. */
export function ownerStyle(owner: number): OwnerStyle {
  return { color: owner % KINDS, pattern: (owner + Math.floor(owner / KINDS)) % KINDS }
}

/** A number for each of the 64 pairs, for sets of patterns in use. */
export function ownerSlot(owner: number): number {
  const { color, pattern } = ownerStyle(owner)
  return color * KINDS + pattern
}

export function styleOfSlot(slot: number): OwnerStyle {
  return { color: Math.floor(slot / KINDS), pattern: slot % KINDS }
}
