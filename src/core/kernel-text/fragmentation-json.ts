// An event of plot-fragmentation's tracker (fragmentation_tracker.py, which hangs on
// mm_page_alloc_extfrag): migrate_from is the fallback's type and migrate_to the request's,
// is_steal is change_ownership turned round. It names types by a table of its own, so the names are
// made the numbers that it was given. It has no pfn and no pageblock order.

import { ABSENT, type EventColumns } from './event-columns.ts'
import { parseObject } from './json-objects.ts'
import type { UnreadLines } from './unread.ts'

/** Its names in the order of the numbers behind them. */
const NAMES = ['UNMOVABLE', 'MOVABLE', 'RECLAIMABLE', 'PCPTYPES', 'HIGHATOMIC', 'CMA', 'ISOLATE']
const MOST = 63

export function readFragmentationEvent(
  text: string,
  line: number,
  events: EventColumns,
  unread: UnreadLines | null,
): void {
  const event = parseObject(text, line, unread)
  if (event?.['event_type'] !== 'extfrag') return
  const order = small(event['order'])
  const fallbackOrder = small(event['fallback_order'])
  const from = typeNumber(event['migrate_from'])
  const to = typeNumber(event['migrate_to'])
  if (order === null || fallbackOrder === null || from === null || to === null) {
    unread?.tell(line, 'an extfrag event without its orders and types')
    return
  }
  const { timestamp, is_steal: isSteal } = event
  const time = typeof timestamp === 'number' ? timestamp : Number.NaN
  const change = typeof isSteal === 'boolean' ? Number(!isSteal) : ABSENT
  events.add(time, ABSENT, order, fallbackOrder, ABSENT, to, from, change)
}

function small(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST
    ? value
    : null
}

function typeNumber(name: unknown): number | null {
  if (typeof name !== 'string') return small(name)
  const index = NAMES.indexOf(name)
  const number = index >= 0 ? index : Number(/^TYPE_(\d{1,2})$/.exec(name)?.[1])
  return small(number)
}
