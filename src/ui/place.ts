const GAP = 6
const MARGIN = 8

/** Puts a popover under its anchor, its right edge pulled in where the window ends. */
export function placeBelow(anchor: HTMLElement, popover: HTMLElement): void {
  const box = anchor.getBoundingClientRect()
  const left = Math.min(box.left, window.innerWidth - popover.offsetWidth - MARGIN)
  popover.style.left = `${Math.max(MARGIN, left)}px`
  popover.style.top = `${box.bottom + GAP}px`
}
