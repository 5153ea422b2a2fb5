// What a text held as a whole, in as much detail as a page shows: long parts are counted or cut here.

import type {
  Foreign,
  FormatName,
  PageEvents,
  Reading,
  Report,
  Unread,
} from '../core/kernel-text/reading.ts'
import type { PageSize } from '../core/memory/memory.ts'
import type { Bytes } from '../core/units.ts'
import { type EventSummary, summarizeEvents } from './event-summary.ts'
import type { Moments } from './moments.ts'

/** A log of a failing driver repeats itself; the first are listed, the rest counted. */
const MOST_REPORTS = 60

export interface Overview {
  readonly found: readonly FormatName[]
  readonly pageSize: PageSize
  readonly bytes: Bytes
  readonly moments: Pick<Moments, 'kind' | 'length' | 'shown'>
  /** Zones of the first moment. */
  readonly zones: number
  /** How many of each the text has. */
  readonly tables: {
    readonly pagetypeinfo: number
    readonly zoneinfo: number
    readonly indices: number
    readonly scrapes: number
    readonly reports: number
  }
  readonly reports: readonly Report[]
  readonly events: EventSummary | null
  readonly pageEvents: PageEvents
  readonly unread: readonly Unread[]
  readonly foreign: readonly Foreign[]
}

export function overviewOf(reading: Reading, moments: Moments, bytes: Bytes): Overview {
  const { pagetypeinfo, zoneinfo, extfragIndex, unusableIndex, prometheus, reports } = reading
  return {
    found: reading.found,
    pageSize: reading.pageSize,
    bytes,
    moments: { kind: moments.kind, length: moments.length, shown: moments.shown },
    zones: moments.length > 0 ? moments.at(0).zones.length : 0,
    tables: {
      pagetypeinfo: pagetypeinfo.length,
      zoneinfo: zoneinfo.length,
      indices: extfragIndex.length + unusableIndex.length,
      scrapes: prometheus.length,
      reports: reports.length,
    },
    reports: reports.slice(0, MOST_REPORTS),
    events: summarizeEvents(reading.extfragEvents),
    pageEvents: reading.pageEvents,
    unread: reading.unread,
    foreign: reading.foreign,
  }
}
