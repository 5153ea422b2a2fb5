// Blocks change without moving while something goes too fast to follow: pictures look at
// `data-motion` on the root element.

const reasons = new Set<string>()

/** Holds all block motion for a reason, or no longer for that one. */
export function holdStill(reason: string, isHeld: boolean): void {
  if (isHeld) reasons.add(reason)
  else reasons.delete(reason)
  const { dataset } = document.documentElement
  if (reasons.size > 0) dataset['motion'] = 'none'
  else delete dataset['motion']
}

export function isHeldStill(): boolean {
  return reasons.size > 0
}
