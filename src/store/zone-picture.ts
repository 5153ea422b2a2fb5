// What a picture of one zone is given, whatever it draws of it.

import type { RunSummary, StepView } from '../core/run/summary.ts'

export interface ZonePictureProps {
  /** Name of the zone, where there are several. */
  readonly label: string | null
  readonly run: RunSummary
  readonly view: StepView
  readonly zone: number
  /** Pixels. */
  readonly width: number
}

/** The same of a picture with an element for every block. */
export interface NamedZoneProps extends ZonePictureProps {
  /** Key of the block that Tab reaches. */
  readonly tabStop: string | null
  /** Key of the block that the keyboard is on. */
  readonly cursor: string | null
}
