import { useLayoutEffect, useState } from 'react'

/** The width of an element in its own pixels, kept up to date; 0 until it stands. */
export function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(element)
    setWidth(element.clientWidth)
    return () => observer.disconnect()
  }, [element])
  return [setElement, width]
}

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
