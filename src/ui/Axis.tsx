// What all pictures over the address axis have behind their marks.

import { type AddressAxis, clampX, ticks, xOf } from './address-axis.ts'

/** Pixels a page from which every page has a line of its own. */
const LINE_A_PAGE = 28

interface HairlinesProps {
  readonly axis: AddressAxis
  /** Pages between two strong lines, where they are not too near. */
  readonly pages: number
  readonly top: number
  /** Where the faint lines of the pages begin. */
  readonly pagesTop: number
  readonly bottom: number
}

export function Hairlines({ axis, pages, top, pagesTop, bottom }: HairlinesProps) {
  const strong = ticks(axis, Math.max(pages * axis.scale, 24))
  const isStrong = new Set(strong)
  const faint = axis.scale >= LINE_A_PAGE ? ticks(axis, axis.scale) : []
  const draw = (pfns: readonly number[], y: number) =>
    pfns.map((pfn) => `M${xOf(axis, pfn)} ${y}V${bottom}`).join('')
  const weak = faint.filter((pfn) => !isStrong.has(pfn))
  return (
    <g stroke="var(--line)" fill="none">
      <path d={draw(strong, top)} />
      <path d={draw(weak, pagesTop)} strokeDasharray="1 4" />
    </g>
  )
}

interface BeamProps {
  readonly axis: AddressAxis
  readonly startPfn: number
  readonly endPfn: number
  readonly top: number
  readonly bottom: number
}

/** The column of a selection or of the current step, through all pictures. */
export function Beam({ axis, startPfn, endPfn, top, bottom }: BeamProps) {
  const left = clampX(axis, xOf(axis, startPfn))
  const width = clampX(axis, xOf(axis, endPfn)) - left
  if (width <= 0) return null
  return <rect x={left} y={top} width={width} height={bottom - top} fill="var(--accent-beam)" />
}

interface RingProps {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly kind: 'hover' | 'selected' | 'cursor'
  readonly radius: number
}

const LEAST_RINGED = 8

const RINGS = {
  hover: { strokeWidth: 1.5 },
  selected: { strokeWidth: 2.5 },
  cursor: { strokeWidth: 2.5, strokeDasharray: '2 3' },
}

/** A ring just outside a mark. */
export function Ring({ x, y, width, height, kind, radius }: RingProps) {
  // The sides of a narrow one would hide what they ring, and run into its neighbour's.
  if (width < LEAST_RINGED)
    return (
      <path
        d={`M${x} ${y}h${width}m0 ${height}h${-width}`}
        fill="none"
        stroke="var(--accent)"
        {...RINGS[kind]}
      />
    )
  return (
    <rect
      x={x}
      y={y}
      width={Math.max(width, 1)}
      height={height}
      rx={radius}
      fill="none"
      stroke="var(--accent)"
      {...RINGS[kind]}
    />
  )
}
