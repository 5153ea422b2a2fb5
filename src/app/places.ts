import type { ComponentType } from 'react'
import { Lab } from './Lab.tsx'

interface Place {
  readonly name: string
  /** In the part of the address after `#`. */
  readonly path: string
  readonly Page: ComponentType
}

/** Where one can be. The first one is the bare address, and where an unknown address leads. */
export const PLACES: readonly Place[] = [{ name: 'Lab', path: '/lab', Page: Lab }]
