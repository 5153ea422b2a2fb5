// How wide a text stands: measured by the browser, estimated where there is none.

/** Mean width of a character of the sans face, in ems. */
const CHARACTER = 0.62
const MOST_REMEMBERED = 4000

const remembered = new Map<string, number>()
let pen: { measure: CanvasRenderingContext2D; family: string } | null | undefined

/** Pixels, in the sans face of the page, whose digits are all as wide as a zero: the pen knows no such setting. */
export function textWidth(text: string, fontSize: number, weight = 500): number {
  pen ??= findPen()
  if (!pen) return text.length * fontSize * CHARACTER
  const font = `${weight} ${fontSize}px ${pen.family}`
  const shown = text.replace(/\d/g, '0')
  const key = `${font} ${shown}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  pen.measure.font = font
  const { width } = pen.measure.measureText(shown)
  remembered.set(key, width)
  return width
}

function findPen(): typeof pen {
  if (typeof document === 'undefined') return null
  // What was measured before the page's face arrived was another face.
  document.fonts?.addEventListener('loadingdone', () => remembered.clear())
  const measure = document.createElement('canvas').getContext('2d')
  return measure && { measure, family: getComputedStyle(document.body).fontFamily }
}

/** No character is narrower, in ems. */
const NARROWEST = 0.15

/** The text, its beginning with an ellipsis, or nothing: as much as `width` has room for. */
export function fitText(text: string, width: number, fontSize: number, weight = 500): string {
  const most = Math.ceil(width / (fontSize * NARROWEST))
  if (text.length <= most && textWidth(text, fontSize, weight) <= width) return text
  // A name may be of any length: what can never fit is not measured, the rest is halved.
  let fits = 1
  let tooLong = Math.min(text.length, most + 1)
  while (tooLong - fits > 1) {
    const end = (fits + tooLong) >> 1
    if (textWidth(`${text.slice(0, end)}…`, fontSize, weight) <= width) fits = end
    else tooLong = end
  }
  return fits >= 2 ? `${text.slice(0, fits)}…` : ''
}
