// /proc/zoneinfo: a zone's free pages and watermarks, in pages (mm/vmstat.c: zoneinfo_show_print).
// Read as names and their last number, never by indentation; the first of a name in a zone counts,
// as the per-CPU `high:` below it means something else. Lenient: any line may be missing, remarks
// may follow.

import { clip } from './cells.ts'
import type { Line } from './clean/line.ts'
import type { Context } from './context.ts'
import type { Format, Parts } from './format.ts'
import type { ZoneinfoZone } from './reading.ts'
import type { UnreadLines } from './unread.ts'

type Key =
  | 'free'
  | 'boost'
  | 'min'
  | 'low'
  | 'high'
  | 'spanned'
  | 'present'
  | 'managed'
  | 'cma'
  | 'freeCma'
type Zone = { -readonly [Field in keyof ZoneinfoZone]: ZoneinfoZone[Field] }

const KEY =
  /^(?:pages\s+(free)|(boost|min|low|high|spanned|present|managed|cma))\s+(\d{1,16})\s*(?:[#/\\<(;*"'^|].*)?$/
/** One of these whose value is no number: nothing else may follow it, or it is prose. */
const DAMAGED =
  /^(?:pages\s+)?(free|boost|min|low|high|spanned|present|managed|cma)\s+(\S{0,40}?\d\S{0,40})$/
const FREE_CMA = /^nr_free_cma\s+(\d{1,16})$/
/** The zone's other lines, which are passed over. */
const COUNTER = /^(?:per-node stats|(?:nr|numa|workingset|pgdemote|pgpromote|node)_\w+:?\s+\d+)$/
const PROTECTION = /^protection:\s*\(([\d,\s]*)/
/** Where line ends were lost, the values follow the head. */
const KEYS =
  /(?:pages\s+(free)|\s(boost|min|low|high|spanned|present|managed|cma))\s+(\d{1,16})(?=\s|$)/g
const HEAD_END = /^\s*(?:[#/\\<(;*"'|].*)?$/

export class ZoneinfoReader implements Format {
  private readonly tables: Zone[][] = []
  private keys = new Set<string>()
  private zone: Zone | null = null
  private breaks = 0

  take(line: Line, context: Context): boolean {
    const { row } = line
    if (row) return row.type === null && row.leads && this.takeHead(line, context)
    if (!this.zone) return false
    const { text } = line
    if (text.startsWith('pagesets') || context.breaks !== this.breaks) {
      this.zone = null
      return text.startsWith('pagesets')
    }
    const match = KEY.exec(text)
    if (match) {
      this.set(match, line, context)
      return true
    }
    const [, damaged, value] = DAMAGED.exec(text) ?? []
    if (damaged !== undefined && (damaged !== 'free' || text.startsWith('pages'))) {
      const { zone } = this.zone
      const why = `zone ${zone}: its "${damaged}" is no number of pages: "${clip(value as string)}"`
      context.unread.tell(line.number, why)
      return true
    }
    const freeCma = FREE_CMA.exec(text)
    if (freeCma) {
      this.put('freeCma', Number(freeCma[1]), line, context)
      return true
    }
    const protection = PROTECTION.exec(text)
    if (protection) this.zone.protection = reserveOf(protection, line, context)
    return protection !== null || COUNTER.test(text)
  }

  end(parts: Parts, unread: UnreadLines): void {
    for (const zone of this.tables.flat())
      if (isEmpty(zone)) unread.tell(zone.line, 'the head of a zone without its values')
    parts.zoneinfo = this.tables
      .map((table) => ({ zones: table.filter((zone) => !isEmpty(zone)) }))
      .filter(({ zones }) => zones.length > 0)
  }

  private takeHead(line: Line, context: Context): boolean {
    const { node, zone, rest, fault } = line.row as NonNullable<Line['row']>
    const isGlued = /^\s*(?:pages\s+free|per-node stats)\s/.test(rest)
    if (fault !== null || !(isGlued || HEAD_END.test(rest.slice(0, 500)))) return false
    const key = `${node} ${zone}`
    if (this.tables.length === 0 || this.keys.has(key) || this.breaks !== context.breaks) {
      this.tables.push([])
      this.keys = new Set()
    }
    this.breaks = context.breaks
    this.keys.add(key)
    this.zone = emptyZone(line.number, node, zone)
    this.tables.at(-1)?.push(this.zone)
    if (isGlued)
      for (const match of rest.slice(0, 4000).matchAll(KEYS)) this.set(match, line, context)
    return true
  }

  private set(match: RegExpMatchArray, line: Line, context: Context): void {
    this.put((match[1] ?? match[2]) as Key, Number(match[3]), line, context)
  }

  private put(key: Key, value: number, line: Line, { unread }: Context): void {
    const { zone } = this
    if (!zone) return
    if (Number.isSafeInteger(value)) zone[key] ??= value
    else unread.tell(line.number, `zone ${zone.zone}: its "${key}" is more than any machine has`)
  }
}

/** `protection: (0, 2660, 15392)`; a figure that is none leaves all of them out. */
function reserveOf([whole, values]: RegExpExecArray, line: Line, { unread }: Context): number[] {
  const rest = line.text.slice(whole.length)
  if (rest === '' || rest.startsWith(')'))
    return (values as string).match(/\d+/g)?.map(Number) ?? []
  unread.tell(line.number, `a protection with what is no number of pages: "${clip(rest)}"`)
  return []
}

function emptyZone(line: number, node: number, zone: string): Zone {
  return {
    line,
    node,
    zone,
    free: null,
    boost: null,
    min: null,
    low: null,
    high: null,
    spanned: null,
    present: null,
    managed: null,
    cma: null,
    freeCma: null,
    protection: [],
  }
}

function isEmpty({ free, min, low, high, present, managed }: Zone): boolean {
  return [free, min, low, high, present, managed].every((value) => value === null)
}
