// The words that all sentences of a diagnosis share: zones, sizes, shares, how often.

import { type Bytes, formatBytes, formatCount, type Order, type Pages } from '../units.ts'
import type { Scene } from './scene.ts'

interface Place {
  readonly node: number
  readonly zone: string
}

/** `zone Normal`; where there are several nodes `node 0, zone Normal`. */
export function zoneName({ node, zone }: Place, scene: Scene): string {
  const places: readonly Place[] = scene.zones.length > 0 ? scene.zones : scene.marks
  const isOneNode = places.every((other) => other.node === node)
  return isOneNode ? `zone ${zone}` : `node ${node}, zone ${zone}`
}

/** `small DMA zone`, `small zone DMA of node 0`: one among larger ones. */
export function smallZone({ node, zone }: Place, scene: Scene): string {
  const isAlone = scene.zones.filter((other) => other.zone === zone).length === 1
  return isAlone ? `small ${zone} zone` : `small zone ${zone} of node ${node}`
}

/** `zones DMA and DMA32`, `zone Normal`, `node 0's Normal and node 1's Normal`. */
export function zoneNames(places: readonly Place[], scene: Scene): string {
  const [first] = places
  if (!first) return 'no zone'
  if (places.length === 1) return zoneName(first, scene)
  if (zoneName(first, scene).startsWith('zone '))
    return `zones ${enumerate(places.map(({ zone }) => zone))}`
  return enumerate(places.map(({ node, zone }) => `node ${node}'s ${zone}`))
}

/** `7`, `7 and 3`, `7, 3 and 5`. */
export function enumerate(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** `1, 2 and 4 to 8`. */
export function ordersText(orders: readonly Order[]): string {
  const runs: Order[][] = []
  for (const order of orders) {
    const run = runs.at(-1)
    if (run?.at(-1) === order - 1) run.push(order)
    else runs.push([order])
  }
  return enumerate(
    runs.flatMap((run) => (run.length < 3 ? run.map(String) : [`${run[0]} to ${run.at(-1)}`])),
  )
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function sizeOf(pages: Pages, { pageSize }: Pick<Scene, 'pageSize'>): string {
  return formatBytes(pages * pageSize.bytes)
}

/** `62 830 pages (245 MiB)`. */
export function pagesAndSize(pages: Pages, scene: Pick<Scene, 'pageSize'>): string {
  return `${countOf(pages, 'page')} (${sizeOf(pages, scene)})`
}

/** `order 4 (64 KiB)`. */
export function orderAndSize(order: Order, scene: Pick<Scene, 'pageSize'>): string {
  return `order ${order} (${sizeOf(2 ** order, scene)})`
}

/** `64 KiB (order 4)`. */
export function sizeAndOrder(order: Order, scene: Pick<Scene, 'pageSize'>): string {
  return `${sizeOf(2 ** order, scene)} (order ${order})`
}

/** `1 block`, `12 228 blocks`. */
export function countOf(count: number, thing: string, things = `${thing}s`): string {
  return `${formatCount(count)} ${count === 1 ? thing : things}`
}

/** `once`, `6 854 times`, `not once`. */
export function timesOf(times: number): string {
  if (times === 0) return 'not once'
  return times === 1 ? 'once' : times === 2 ? 'twice' : `${formatCount(times)} times`
}

/** Thousandths as a share, rounded down as the kernel does: `89.5 %`. */
export function shareOf(thousandths: number): string {
  return `${thousandths / 10} %`
}

/** Pages as the kernel's log prints them: `203416 kB`. */
export function kilobytes(pages: Pages, pageSize: Bytes): string {
  return `${formatCount((pages * pageSize) / 1024)} kB`
}

/** `10.9 s`. */
export function secondsOf(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}
