// The largest block that a zone can hold, which may be smaller than the machine's.

import type { Order } from '../units.ts'
import type { ZoneConfig } from './config.ts'

/** The largest order of which an aligned block lies inside the zone, `maxOrder` at most. */
export function largestOrder(
  { startPfn, pages }: Pick<ZoneConfig, 'startPfn' | 'pages'>,
  maxOrder: Order,
): Order {
  for (let order = maxOrder; order > 0; order--) {
    const first = Math.ceil(startPfn / 2 ** order) * 2 ** order
    if (first + 2 ** order <= startPfn + pages) return order
  }
  return 0
}
