// Text of other kinds, named where it is known, for a paste in which nothing else is found. The
// first line of each kind is kept.

import type { Line } from './clean/line.ts'
import type { Foreign } from './reading.ts'

/** Said of a text only where nothing in it is known better. */
const KERNEL_LOG = 'a kernel log'

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^MemTotal:\s+\d+ kB/, '/proc/meminfo'],
  [/^MemFree:\s+\d+ kB/, '/proc/meminfo'],
  [/^nr_free_pages \d+$/, '/proc/vmstat'],
  [/^slabinfo - version/, '/proc/slabinfo'],
  [/^\s*OBJS\s+ACTIVE\s+USE\s+OBJ SIZE/, 'slabtop'],
  [/^processor\s*:\s*\d+$/, '/proc/cpuinfo'],
  [
    /^[0-9a-f]{8,16}-[0-9a-f]{8,16} [r-][w-][x-][ps] /,
    'a map of a process (/proc/PID/maps or smaps)',
  ],
  [/^[0-9a-f]{8,16}-[0-9a-f]{8,16} : \S/, '/proc/iomem'],
  [/^Linux version \d/, '/proc/version or the start of a kernel log'],
  [/^top - \d\d:\d\d/, 'top'],
  [/^\s*total\s+used\s+free\s+shared/, 'free'],
  [/^procs\s+-+memory-+/, 'vmstat'],
  [/^available: \d+ nodes? \(/, 'numactl -H'],
  [/^Page allocated via order \d+, mask /, '/sys/kernel/debug/page_owner'],
  [/^ZONE\s+NAME\s+SIZE\s+FREE\s+MEM_MAP/, "crash's kmem -f"],
  [/^AREA\s+SIZE\s+FREE_AREA_STRUCT/, "crash's kmem -f"],
  [/^\d[\d,.]*\s+kmem:mm_\w+/, 'the totals of perf stat'],
  [/^\s*flags\s+page-count\s+MB/, 'page-types'],
  [/^Filesystem\s+(?:1K-blocks|Size)/, 'df'],
  [
    /^Node,\d+,\s*zone,\w+(?:,\d+){3}/,
    'rows of /proc/buddyinfo with commas between the figures: with blanks there they are read',
  ],
  [
    /^SLUB: Unable to allocate memory on/,
    "SLUB's own report: no page for a slab; the page allocation failure near it in the log tells the rest",
  ],
  [
    /^WARNING: .{0,80}\bmm\/page_alloc\.c:\d/,
    'a warning of mm/page_alloc.c, most often that an order above the largest was asked for: it has no Mem-Info, /proc/buddyinfo shows what is free',
  ],
  [/^\[\s*\d+\.\d+\]/, KERNEL_LOG],
]
/** The first bytes of files that are no text, each as a character. */
const BINARY: readonly (readonly [string, string])[] = [
  ['\x1f\x8b', 'a file packed with gzip'],
  ['BZh', 'a file packed with bzip2'],
  ['\xfd7zXZ', 'a file packed with xz'],
  ['PK\x03\x04', 'a zip archive'],
  ['\x28\xb5\x2f\xfd', 'a file packed with zstd'],
  ['\x7fELF', 'a program or a core dump'],
  ['%PDF-', 'a PDF file'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
]
/** Only the beginning of a text is looked at. */
export const NAMED_LINES = 5000

export class ForeignText {
  private readonly found: Foreign[] = []
  private readonly names = new Set<string>()

  /** A line that no format took. */
  see(line: Line): void {
    if (line.number > NAMED_LINES || line.raw.length > 500) return
    const kind = KINDS.find(([pattern]) => pattern.test(line.text) || pattern.test(line.raw))
    if (kind) this.add(line.number, kind[1])
  }

  /** The text's first bytes, a character each. */
  seeStart(bytes: string): void {
    for (const [magic, name] of BINARY) if (bytes.startsWith(magic)) this.add(1, name)
  }

  end(): readonly Foreign[] {
    const known = this.found.filter(({ what }) => what !== KERNEL_LOG)
    return known.length > 0 ? known : this.found
  }

  private add(line: number, what: string): void {
    if (this.names.has(what)) return
    this.names.add(what)
    this.found.push({ line, what })
  }
}
