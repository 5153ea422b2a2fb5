// The head that rows of /proc/buddyinfo, pagetypeinfo, zoneinfo and the two indices share
// (mm/vmstat.c: walk_zones_in_node with their print functions): `Node 0, zone   Normal`, in
// pagetypeinfo `, type      Movable` after it. It may begin anywhere on a line: behind a prompt, a
// margin, glued text.

/** A row's head and counts, where the name between them may be anything. */
const NAMED_ODDLY = /Node\s{0,40}\d{1,9}\s{0,40},\s{0,40}zone[\s|]+\S+\s+\d+\s+\d/

/** For a line without a row head: whether it is a row but for its zone's name. */
export function isNamedOddly(raw: string): boolean {
  return raw.includes('zone') && NAMED_ODDLY.test(raw)
}

export interface RowHead {
  readonly node: number
  readonly zone: string
  /** Only in pagetypeinfo. */
  readonly type: string | null
  /** What follows the head. */
  readonly rest: string
  /** Whether the line begins with it, all that stands around lines aside. */
  readonly leads: boolean
  /** Why the head cannot be trusted; null: it can. */
  readonly fault: string | null
}

const TYPE = String.raw`(?:(?:\s{0,40},\s{0,40}|\s{1,40})type\s+([A-Za-z]\w*|<NULL>))?`
const HEAD = new RegExp(
  String.raw`Node\s{0,40}(\d{1,9})\s{0,40},?\s{0,40}zone[\s|]+([A-Za-z][\w-]{0,30})(?![\w-])(?::(?=\s*\d+\s+\d+\s+\d)|(?!:))${TYPE}`,
)
/**
 * Private patches and `cut -d,` leave the node out; then only known zones and a line's start will
 * do.
 */
const NODELESS = new RegExp(
  String.raw`^zone\s+((?:DMA|DMA32|Normal|HighMem|Movable|Device))(?![\w:])${TYPE}(?=\s|$)`,
)
const GLUED = /^(?:DMA|DMA32|Normal|HighMem|Movable|Device)\d+$/

/** `raw`: the whole line; `text`: the same without what stands around it. */
export function parseRowHead(raw: string, text: string): RowHead | null {
  const match = HEAD.exec(raw)
  if (match) {
    const [head, node, zone, type] = match as unknown as [string, string, string, string?]
    const end = match.index + head.length
    // A type that is not read whole is no row of buddyinfo either.
    const isTorn = type === undefined && /^\s*,/.test(raw.slice(end, end + 20))
    const isGlued = zone !== 'DMA32' && GLUED.test(zone)
    return {
      node: Number(node),
      zone,
      type: type ?? null,
      rest: raw.slice(end),
      leads: text.startsWith('Node'),
      fault: isGlued
        ? `the zone's name and a number are glued: "${zone}"`
        : isTorn
          ? 'the row is cut off in its head'
          : null,
    }
  }
  const nodeless = NODELESS.exec(text)
  if (!nodeless) return null
  const [head, zone, type] = nodeless as unknown as [string, string, string?]
  return {
    node: 0,
    zone,
    type: type ?? null,
    rest: text.slice(head.length),
    leads: true,
    fault: null,
  }
}
