// The list of formats, in the order they are offered a line: where two could take it, the one that
// is told by more comes first. To add one: its file, its line here, its name and part in
// reading.ts.

import { Buddyinfo } from './buddyinfo.ts'
import { ExtfragEventsReader } from './extfrag-events.ts'
import { ExtfragIndex } from './extfrag-index.ts'
import type { Format } from './format.ts'
import { JsonReader } from './json.ts'
import { PageEventsReader } from './page-events.ts'
import type { PageSizeTold } from './page-size.ts'
import { PagetypeinfoReader } from './pagetypeinfo.ts'
import { PrometheusReader } from './prometheus.ts'
import { Reports } from './report.ts'
import { ZoneinfoReader } from './zoneinfo.ts'

export interface Formats {
  /** In order. */
  readonly all: readonly Format[]
  /** What the scanner of plain lines fills. */
  readonly buddyinfo: Buddyinfo
  readonly extfragEvents: ExtfragEventsReader
  readonly pageEvents: PageEventsReader
  /** Reads lines of any length. */
  readonly json: JsonReader
}

export function createFormats(pageSize: PageSizeTold): Formats {
  const buddyinfo = new Buddyinfo()
  const extfragEvents = new ExtfragEventsReader()
  const pageEvents = new PageEventsReader()
  const prometheus = new PrometheusReader()
  const json = new JsonReader(extfragEvents.events, prometheus.scrapes)
  const all: readonly Format[] = [
    new PagetypeinfoReader(), // before buddyinfo: its rows have the same head
    new ExtfragIndex(), // before buddyinfo: under a heading of indices integers are no counts
    buddyinfo,
    new ZoneinfoReader(),
    extfragEvents, // before page events: its name begins like one of theirs
    pageEvents,
    new Reports(pageSize),
    prometheus,
    json, // last: inside JSON it takes any line
  ]
  return { all, buddyinfo, extfragEvents, pageEvents, json }
}
