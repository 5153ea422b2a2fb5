// What a zone's heatmap is given, be it a row or a map.

import type { Order } from '../../core/units.ts'
import type { Measure } from '../../store/view.ts'
import type { ZonePictureProps } from '../../store/zone-picture.ts'

export interface ZoneProps extends ZonePictureProps {
  readonly measure: Measure
  /** The order that the unusable share is taken at. */
  readonly order: Order
}
