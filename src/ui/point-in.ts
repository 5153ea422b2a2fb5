/** Where a pointer is in an element's own pixels, however much a page's zoom enlarges them. */
export function pointIn(
  element: Element,
  width: number,
  event: { readonly clientX: number; readonly clientY: number },
): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect()
  const scale = box.width > 0 ? width / box.width : 1
  return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
}
