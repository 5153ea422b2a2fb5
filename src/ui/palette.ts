// The colour tokens as values, for canvas and for ink that must be chosen by luminance.

import { TYPE_TOKENS } from './patterns.tsx'

export interface MarkColors {
  readonly fill: string
  readonly edge: string
  readonly ink: string
}

export interface Palette {
  /** 0 usable … 8 unusable. */
  readonly heat: readonly string[]
  /** 0 small … 11 large. */
  readonly order: readonly string[]
  readonly owners: readonly MarkColors[]
  readonly types: readonly MarkColors[]
  readonly held: string
  readonly heldLine: string
  readonly freeFill: string
  readonly freeEdge: string
  readonly splitLine: string
  readonly line: string
  readonly text: string
  readonly text2: string
  readonly text3: string
  readonly accent: string
  readonly surface: string
}

const HEAT_STEPS = 9
const ORDER_STEPS = 12
const OWNER_COLORS = 8

/** Reads the palette off a style declaration, such as the root element's computed style. */
export function readPalette(styles: Pick<CSSStyleDeclaration, 'getPropertyValue'>): Palette {
  const token = (name: string) => styles.getPropertyValue(`--${name}`).trim()
  const ramp = (name: string, steps: number) =>
    Array.from({ length: steps }, (_, i) => token(`${name}-${i}`))
  const mark = (name: string) => ({
    fill: token(name),
    edge: token(`${name}-edge`),
    ink: token(`${name}-ink`),
  })
  return {
    heat: ramp('heat', HEAT_STEPS),
    order: ramp('order', ORDER_STEPS),
    owners: Array.from({ length: OWNER_COLORS }, (_, i) => mark(`own-${i + 1}`)),
    types: TYPE_TOKENS.map((type) => mark(`mt-${type}`)),
    held: token('held'),
    heldLine: token('held-line'),
    freeFill: token('free-fill'),
    freeEdge: token('free-edge'),
    splitLine: token('split-line'),
    line: token('line'),
    text: token('text'),
    text2: token('text-2'),
    text3: token('text-3'),
    accent: token('accent'),
    surface: token('surface-1'),
  }
}

const DARK_INK = '#101114'
const LIGHT_INK = '#ffffff'
/** Where black and white stand out equally. */
const MIDDLE_LUMINANCE = 0.179

/** The ink that reads best on a colour `#rrggbb`. */
export function inkOn(color: string): string {
  return luminance(color) > MIDDLE_LUMINANCE ? DARK_INK : LIGHT_INK
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Red, green and blue, 0 to 255, of `#rrggbb`; black where that is not what it is. */
export function channelsOf(color: string): readonly [number, number, number] {
  const bits = Number.parseInt(color.slice(1), 16) || 0
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255]
}

/** The step of the heat ramp that shows a share, 0 to 1. */
export function heatStep(share: number): number {
  return Math.min(HEAT_STEPS - 1, Math.floor(share * HEAT_STEPS))
}

/** The step of the order ramp for an order, of `maxOrder`; the ramp is used whole only where it must be. */
export function orderStep(order: number, maxOrder: number): number {
  const last = ORDER_STEPS - 1
  return maxOrder <= last ? Math.min(order, last) : Math.round((order * last) / maxOrder)
}
