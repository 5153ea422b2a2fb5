// Samples of a buddyinfo metric put together again: one scrape has a value for each zone and order.

import type { ZoneMemory } from '../memory/memory.ts'
import type { PrometheusScrape } from './reading.ts'
import type { UnreadLines } from './unread.ts'

export interface Sample {
  readonly line: number
  readonly name: string
  readonly labels: ReadonlyMap<string, string>
  /** As printed. */
  readonly value: string
  readonly at: string | null
}

interface Zone {
  readonly line: number
  readonly node: number
  readonly zone: string
  readonly counts: (number | undefined)[]
}

interface Scrape {
  readonly instance: string | null
  readonly at: string | null
  readonly zones: Map<string, Zone>
}

/** Characters of a zone's name. */
const LONGEST_NAME = 31
/** Labels that say where in memory; all others say of which machine. */
const OWN = new Set(['node', 'zone', 'size', 'order', '__name__'])
const MACHINE = ['instance', 'host', 'hostname', 'nodename']
const MOST_ORDERS = 64

export class Scrapes {
  private readonly scrapes: Scrape[] = []
  /** The scrape under way of each machine, and moment. */
  private readonly current = new Map<string, Scrape>()

  /** False: the series is no buddyinfo. */
  add(sample: Sample, unread: UnreadLines): boolean {
    const { labels } = sample
    const zone = labels.get('zone')
    const order = labels.get('size') ?? labels.get('order')
    if (zone === undefined || !isBuddyinfo(sample)) return false
    if (zone.length > LONGEST_NAME) {
      unread.tell(sample.line, 'a zone with a name longer than any that a kernel gives')
      return true
    }
    const count = Number(sample.value)
    const index = order === undefined || order === '' ? Number.NaN : Number(order)
    if (!Number.isInteger(index) || index < 0 || index >= MOST_ORDERS) {
      unread.tell(sample.line, `"${order ?? ''}" is no order`)
      return true
    }
    const isCount = Number.isSafeInteger(count) && count >= 0
    if (!isCount) unread.tell(sample.line, `"${sample.value}" is no count of blocks`)
    const node = Number(labels.get('node') ?? 0)
    const place = this.zoneOf(sample, Number.isInteger(node) ? node : 0, zone, index)
    place.counts[index] = isCount ? count : Number.NaN
    return true
  }

  end(unread: UnreadLines): PrometheusScrape[] {
    return this.scrapes.flatMap(({ instance, at, zones }) => {
      const whole = [...zones.values()].flatMap((zone) => wholeZone(zone, unread))
      return whole.length > 0 ? [{ instance, at, zones: whole }] : []
    })
  }

  private zoneOf(sample: Sample, node: number, zone: string, order: number): Zone {
    const machine = machineOf(sample)
    const key = `${sample.at}\n${machine}`
    const zoneKey = `${node} ${zone}`
    let scrape = this.current.get(key)
    if (!scrape || scrape.zones.get(zoneKey)?.counts[order] !== undefined) {
      const instance = MACHINE.map((label) => sample.labels.get(label)).find(Boolean) ?? null
      scrape = { instance, at: sample.at, zones: new Map() }
      this.scrapes.push(scrape)
      this.current.set(key, scrape)
    }
    let place = scrape.zones.get(zoneKey)
    if (!place) {
      place = { line: sample.line, node, zone, counts: [] }
      scrape.zones.set(zoneKey, place)
    }
    return place
  }
}

/** Whether a series may be of free blocks: by its name, or by the labels that say where. */
export function isBuddyinfo({ name, labels }: Pick<Sample, 'name' | 'labels'>): boolean {
  const hasOrder = labels.has('size') || labels.has('order')
  return name.includes('buddyinfo') || (hasOrder && labels.has('node'))
}

function machineOf({ labels, name }: Sample): string {
  const others = [...labels].filter(([key]) => !OWN.has(key))
  return [name, ...others.map(([key, value]) => `${key}=${value}`).toSorted()].join('\n')
}

/** A zone with a gap among its orders cannot be trusted. */
function wholeZone({ line, node, zone, counts }: Zone, unread: UnreadLines): ZoneMemory[] {
  const gap = Array.from(counts).findIndex((count) => count === undefined || Number.isNaN(count))
  if (gap < 0) return [{ node, zone, counts: counts as number[] }]
  unread.tell(line, `node ${node}, zone ${zone}: no count of order ${gap}`)
  return []
}
