// Which formats a reading holds something of.

import type { Parts } from './format.ts'
import type { FormatName } from './reading.ts'

export function foundIn(parts: Parts): FormatName[] {
  const { reports } = parts
  const held: Readonly<Record<FormatName, boolean>> = {
    buddyinfo: parts.snapshots.length > 0,
    pagetypeinfo: parts.pagetypeinfo.length > 0,
    zoneinfo: parts.zoneinfo.length > 0,
    extfrag_index: parts.extfragIndex.length > 0,
    unusable_index: parts.unusableIndex.length > 0,
    // Mem-Info alone too, asked for by SysRq or not: it is what an allocation failure prints, and its kind says no more.
    'allocation-failure': reports.some(({ kind }) => kind !== 'oom'),
    oom: reports.some(({ kind }) => kind === 'oom'),
    'extfrag-events': parts.extfragEvents.total > 0,
    'page-events': parts.pageEvents.total > 0,
    prometheus: parts.prometheus.length > 0,
  }
  return (Object.keys(held) as FormatName[]).filter((name) => held[name])
}
