import { type ComponentType, lazy, type ReactNode } from 'react'
import type { Bar } from './bar.ts'
import { Lab } from './Lab.tsx'

export interface PlaceProps {
  /** Draws the top bar with what this place puts into it. */
  readonly bar: (bar: Bar) => ReactNode
}

interface Place {
  readonly name: string
  /** In the part of the address after `#`. */
  readonly path: string
  readonly Page: ComponentType<PlaceProps>
}

/** Where one can be. The first one is the bare address, and where an unknown address leads. */
export const PLACES: readonly Place[] = [
  { name: 'Lab', path: '/lab', Page: Lab },
  {
    name: 'Inspect',
    path: '/inspect',
    Page: lazy(async () => ({ default: (await import('./Inspect.tsx')).Inspect })),
  },
]
