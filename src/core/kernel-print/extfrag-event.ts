// mm_page_alloc_extfrag as trace_pipe prints it (include/trace/events/kmem.h, 6.18), for each time that
// a request was served from another migratetype's blocks. The task is who asked. A simulated machine
// has neither pid nor clock, so none stands there, and no page's address; the one CPU is 0.

import type { MachineConfig } from '../buddy/config.ts'
import type { BuddyEvent } from '../buddy/event.ts'
import { MIGRATETYPES } from '../units.ts'
import { isSince } from './counts.ts'

type FallbackEvent = Extract<BuddyEvent, { kind: 'fallback' }>

/** `             net [000] mm_page_alloc_extfrag: page=(____ptrval____) pfn=0x400 alloc_order=3 …`. */
export function formatExtfragEvent(
  config: MachineConfig,
  task: string,
  event: FallbackEvent,
): string {
  const { pfn, order, found, pageblockOrder, type, from } = event
  // Decimal up to 5.11.
  const place = isSince(config, '6.1') ? `0x${pfn.toString(16)}` : String(pfn)
  const fields = [
    // As the kernel prints a pointer that it does not tell.
    'page=(____ptrval____)',
    `pfn=${place}`,
    `alloc_order=${order}`,
    `fallback_order=${found}`,
    `pageblock_order=${pageblockOrder}`,
    `alloc_migratetype=${MIGRATETYPES.indexOf(type)}`,
    `fallback_migratetype=${MIGRATETYPES.indexOf(from)}`,
    `fragmenting=${Number(event.fragmenting)}`,
    `change_ownership=${Number(event.changeOwnership)}`,
  ]
  return `${task.padStart(16)} [000] mm_page_alloc_extfrag: ${fields.join(' ')}`
}

/** A line for each fallback among the small steps of one action; '' where there is none. */
export function formatExtfragEvents(
  config: MachineConfig,
  task: string,
  events: readonly BuddyEvent[],
): string {
  return events
    .flatMap((event) =>
      event.kind === 'fallback' ? [`${formatExtfragEvent(config, task, event)}\n`] : [],
    )
    .join('')
}
