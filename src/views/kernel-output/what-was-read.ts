// What was found in a text, in one line: the kernel's names for it, then how much of each.

import type { FormatName } from '../../core/kernel-text/reading.ts'
import { formatBytes, formatCount } from '../../core/units.ts'
import type { Overview } from '../../store/paste.ts'

export interface WhatWasRead {
  /** `/proc/buddyinfo and /proc/zoneinfo` */
  readonly title: string
  /** `4 lines read, none left out` */
  readonly rest: string
  readonly isWhole: boolean
}

const NAMES: Readonly<Record<FormatName, string>> = {
  buddyinfo: '/proc/buddyinfo',
  pagetypeinfo: '/proc/pagetypeinfo',
  zoneinfo: '/proc/zoneinfo',
  extfrag_index: 'extfrag_index',
  unusable_index: 'unusable_index',
  'allocation-failure': 'page allocation failure',
  oom: 'OOM kill',
  'extfrag-events': 'mm_page_alloc_extfrag',
  'page-events': 'page allocation events',
  prometheus: 'node_exporter',
}
/** Without a first line a report does not say what printed it: SysRq m, or one whose head was cut off. */
const HEADLESS = 'memory dump (Mem-Info)'
/** Names that a line has room for. */
const MOST_NAMES = 2

export function whatWasRead(overview: Overview): WhatWasRead {
  const { found, unread, bytes, reports } = overview
  if (found.length === 0)
    return {
      title: 'No kernel text found',
      rest: `${formatBytes(bytes)} were gone through`,
      isWhole: false,
    }
  const left =
    unread.length === 0
      ? 'none left out'
      : `${plural(unread.length, 'line')} could not be read, or not whole`
  const isHeadless = reports.length > 0 && !reports.some(({ kind }) => kind === 'allocfail')
  const nameOf = (name: FormatName) =>
    name === 'allocation-failure' && isHeadless ? HEADLESS : NAMES[name]
  return {
    title: joined(found.map(nameOf)),
    rest: [...amounts(overview), left].join(', '),
    isWhole: unread.length === 0,
  }
}

function amounts(overview: Overview): string[] {
  const { moments, zones, tables, events, pageEvents, found } = overview
  const parts: string[] = []
  if (moments.kind === 'snapshot' && moments.length === 1)
    parts.push(`${plural(zones, 'line')} read`)
  else if (moments.length > 1 && moments.kind !== 'report')
    parts.push(`${plural(moments.length, moments.kind)} of ${plural(zones, 'zone')}`)
  if (tables.reports > 0) parts.push(plural(tables.reports, 'report'))
  if (events) parts.push(plural(events.total, 'event'))
  else if (pageEvents.total > 0) parts.push(plural(pageEvents.total, 'event'))
  const rest = found.filter((name) => TABLES.includes(name))
  if (parts.length === 0 && rest.length > 0) parts.push(`${plural(tablesOf(tables), 'table')} read`)
  return parts
}

const TABLES: readonly FormatName[] = [
  'pagetypeinfo',
  'zoneinfo',
  'extfrag_index',
  'unusable_index',
  'prometheus',
]

function tablesOf({ pagetypeinfo, zoneinfo, indices, scrapes }: Overview['tables']): number {
  return pagetypeinfo + zoneinfo + indices + scrapes
}

function joined(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ')
}

function plural(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`
}

/** The text in one line: its first lines, joined by a sign for the break. */
export function previewOf(text: string): string {
  return text
    .slice(0, 600)
    .trim()
    .replace(/\s*\n\s*/g, ' ⏎ ')
    .replace(/[^\S⏎]+/g, ' ')
}
