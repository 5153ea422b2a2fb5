/** Scrolls a box, and nothing around it, as little as shows the item with so many pixels around it. */
export function reveal(box: Element, item: Element, around = 0): void {
  const [inside, outside] = [item.getBoundingClientRect(), box.getBoundingClientRect()]
  const above = outside.top + around - inside.top
  const below = inside.bottom + around - outside.bottom
  if (above > 0) box.scrollTop -= above
  else if (below > 0) box.scrollTop += below
}
