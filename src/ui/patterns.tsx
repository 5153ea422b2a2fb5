// The fills of marks: definitions that a picture puts into its SVG once, and the names to fill with.

import { ownerSlot, styleOfSlot } from './owner-style.ts'
import { HATCH, PATTERNS, TILE, TILE_OPACITY, TILE_STROKE, TYPE_PATTERNS } from './pattern-tiles.ts'

/** Tokens of the migrate types, by position in the kernel's list; the last two only kernels print. */
export const TYPE_TOKENS = [
  'unmovable',
  'movable',
  'reclaimable',
  'highatomic',
  'cma',
  'isolate',
] as const
/** The kernel's letters for them. */
export const TYPE_LETTERS = ['U', 'M', 'E', 'H', 'C', 'I'] as const

export function ownerFill(patterns: string, owner: number): string {
  return `url(#${patterns}-o${ownerSlot(owner)})`
}

export function typeFill(patterns: string, type: number): string {
  return `url(#${patterns}-t${type})`
}

export function heldFill(patterns: string): string {
  return `url(#${patterns}-held)`
}

interface PatternDefsProps {
  /** Prefix of the definitions' ids, one a picture. */
  readonly id: string
  /** Owners that the picture shows; only their patterns are defined. */
  readonly owners?: readonly number[] | ReadonlySet<number>
  readonly types?: boolean
}

export function PatternDefs({ id, owners = [], types = false }: PatternDefsProps) {
  const slots = [...new Set([...owners].map(ownerSlot))]
  return (
    <defs>
      {slots.map((slot) => {
        const { color, pattern } = styleOfSlot(slot)
        const token = `--own-${color + 1}`
        return <Tile key={slot} id={`${id}-o${slot}`} token={token} tile={PATTERNS[pattern]} />
      })}
      {types &&
        TYPE_TOKENS.map((type, i) => (
          <Tile key={type} id={`${id}-t${i}`} token={`--mt-${type}`} tile={TYPE_PATTERNS[i]} />
        ))}
      <pattern
        id={`${id}-held`}
        width={HATCH.size}
        height={HATCH.size}
        patternUnits="userSpaceOnUse"
      >
        <rect width={HATCH.size} height={HATCH.size} fill="var(--held)" />
        <path d={HATCH.path} stroke="var(--held-line)" strokeWidth={1} />
      </pattern>
    </defs>
  )
}

interface TileProps {
  readonly id: string
  readonly token: string
  readonly tile: (typeof PATTERNS)[number] | undefined
}

function Tile({ id, token, tile }: TileProps) {
  const edge = `var(${token}-edge)`
  return (
    <pattern id={id} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
      <rect width={TILE} height={TILE} fill={`var(${token})`} />
      {tile?.path && (
        <path
          d={tile.path}
          fill={tile.isFilled ? edge : 'none'}
          fillOpacity={TILE_OPACITY}
          stroke={tile.isFilled ? 'none' : edge}
          strokeWidth={TILE_STROKE}
          strokeOpacity={TILE_OPACITY}
        />
      )}
    </pattern>
  )
}
