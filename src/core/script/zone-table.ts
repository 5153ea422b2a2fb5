// The zones of a machine by the names that statements give them, found at once however many there are.

import type { ZoneConfig } from '../buddy/config.ts'
import { ZONE_NAMES, type ZoneName } from '../units.ts'
import { oneOf, quote } from './errors.ts'

/** What is wrong, and the word that is to blame; or which zone it is. */
export type Found =
  | { readonly fault: null; readonly index: number }
  | { readonly fault: string; readonly blame: 'node' | 'zone' }

/** Most names that a message lists. */
const LISTED = 8

export class ZoneTable {
  private readonly zones: readonly ZoneConfig[]
  private readonly byNode = new Map<number, Map<ZoneName, number>>()
  private readonly names: ReadonlySet<ZoneName>

  /** `zones` as the config has them: a zone's index is its place there. */
  constructor(zones: readonly ZoneConfig[]) {
    this.zones = zones
    this.names = new Set(zones.map((zone) => zone.zone))
    for (const [index, { node, zone }] of zones.entries()) {
      const there = this.byNode.get(node) ?? new Map<ZoneName, number>()
      this.byNode.set(node, there.set(zone, index))
    }
  }

  /** The zone that an `expect free` is about; node and zone may be left out where there is one. */
  find(node: string | null, zone: ZoneName | null): Found {
    const [only] = this.zones
    if (this.zones.length > 1 && (node === null || zone === null))
      return {
        fault: `expect free needs node and zone, as there are several: expect free node N zone Z C0 C1 …; ${this.listed()}`,
        blame: 'node',
      }
    const there = this.byNode.get(node === null ? (only?.node ?? 0) : Number(node))
    if (!there)
      return { fault: `no node ${quote(node ?? '')} here: ${this.listed()}`, blame: 'node' }
    const index = zone === null ? 0 : there.get(zone)
    if (index !== undefined) return { fault: null, index }
    const where = node === null ? '' : ` on node ${node}`
    return { fault: `no zone ${zone}${where} here: ${this.listed()}`, blame: 'zone' }
  }

  /** What is wrong with a node; null: nothing. */
  nodeFault(node: number): string | null {
    if (this.byNode.has(node)) return null
    const nodes = [...this.byNode.keys()].sort((a, b) => a - b)
    return `no node ${node} here: use ${oneOf(listed(nodes.map(String)))}`
  }

  /** What is wrong with a zone that is to be there, on a node or on any; null: nothing. */
  zoneFault(zone: ZoneName, node: number | null): string | null {
    const names = node === null ? this.names : new Set(this.byNode.get(node)?.keys())
    if (names.has(zone)) return null
    return `no zone ${zone} ${node === null ? 'here' : `on node ${node}`}: use ${oneOf([...names])}`
  }

  /** What is wrong with the highest zone that will do: a lower one is enough; null: nothing. */
  highestFault(zone: ZoneName): string | null {
    const lowest = ZONE_NAMES.find((name) => this.names.has(name)) ?? zone
    if (ZONE_NAMES.indexOf(lowest) <= ZONE_NAMES.indexOf(zone)) return null
    return `no zone here is ${zone} or lower: the lowest is ${lowest}`
  }

  private listed(): string {
    const names = this.zones
      .slice(0, LISTED + 1)
      .map(({ node, zone }) => `node ${node} zone ${zone}`)
    return `this machine has ${listed(names).join(', ')}`
  }
}

function listed(names: readonly string[]): string[] {
  return names.length <= LISTED ? [...names] : [...names.slice(0, LISTED), '…']
}
