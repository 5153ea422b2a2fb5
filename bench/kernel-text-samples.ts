// The texts that the benchmarks of reading read: rows of /proc/buddyinfo and mm_page_alloc_extfrag lines, the same
// everywhere.

import type { Reader } from '../src/core/kernel-text/reader.ts'

/** Zones of a moment. */
const ZONES: readonly (readonly [number, string, readonly number[]])[] = [
  [0, 'DMA', [1, 0, 0, 1, 2, 1, 1, 0, 1, 1, 3]],
  [0, 'DMA32', [386, 1282, 7088, 3123, 305, 36, 8, 0, 0, 0, 0]],
  [0, 'Normal', [26930, 4168, 2670, 1796, 1021, 456, 123, 11, 1, 0, 0]],
  [1, 'Normal', [37472, 9367, 8650, 5344, 3117, 1471, 515, 147, 20, 0, 0]],
]

/** Rows one after another, as a second's loop writes them: counts wander. */
export function buddyinfoText(rows: number): string {
  const random = randomFrom(1)
  const lines: string[] = []
  for (let i = 0; i < rows; i++) {
    const [node, zone, base] = ZONES[i % ZONES.length] as (typeof ZONES)[number]
    const cells = base.map((count) =>
      count > 4 ? count + random(count >> 1) - (count >> 2) : count,
    )
    lines.push(
      `Node ${node}, zone ${zone.padStart(8)} ${cells.map((count) => `${String(count).padStart(6)} `).join('')}\n`,
    )
  }
  return lines.join('')
}

export function traceText(events: number): string {
  const random = randomFrom(2)
  const lines: string[] = []
  for (let i = 0; i < events; i++) {
    const time = `${String(15 + Math.floor(i / 9000)).padStart(6)}.${String(random(1e6)).padStart(6, '0')}`
    const pfn = random(1 << 24).toString(16)
    lines.push(
      `         wlpipes-84      [00${random(2)}] d..3. ${time}: mm_page_alloc_extfrag: page=000000004a398a05 pfn=0x${pfn} alloc_order=${random(4)} fallback_order=${random(11)} pageblock_order=9 alloc_migratetype=${random(3)} fallback_migratetype=${random(3)} fragmenting=${random(2)} change_ownership=${random(2)}\n`,
    )
  }
  return lines.join('')
}

/** xorshift32: the same text everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return below > 0 ? (state >>> 0) % below : 0
  }
}

/** Ends the reading; throws where a line of it was not read. */
export function check(reader: Reader, lines: number): void {
  const { snapshots, extfragEvents, unread } = reader.end()
  const rows = snapshots.length * ZONES.length
  if (rows + extfragEvents.total !== lines || unread.length > 0)
    throw new Error(`${rows} rows and ${extfragEvents.total} events of ${lines} lines were read`)
}
