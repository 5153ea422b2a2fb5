// What is judged once a value is known: by the reader where it is written out, by the unroller
// where a loop's number makes it.

import type { MachineConfig } from '../buddy/config.ts'
import { quote } from './errors.ts'
import { inMessage } from './limits.ts'
import type { ExpectFree } from './script.ts'

/** What is wrong with an expected count; null: nothing. */
export function countFault(text: string): string | null {
  return isCountable(text) ? null : tooLarge('a count', text)
}

/** What is wrong with an expected pfn; null: nothing. A pfn that no zone has just does not hold. */
export function expectedPfnFault(text: string): string | null {
  return isCountable(text) ? null : tooLarge('a pfn', text)
}

function isCountable(text: string): boolean {
  return Number(text) <= Number.MAX_SAFE_INTEGER
}

function tooLarge(what: string, text: string): string {
  return `${what} of ${quote(text)} is too large: at most ${inMessage(Number.MAX_SAFE_INTEGER)}`
}

type Found =
  | { readonly fault: null; readonly index: number }
  | { readonly fault: string; readonly blame: 'node' | 'zone' }

/** Index into the config's zones of the one that an `expect free` is about. */
export function findZone(
  { zone }: Pick<ExpectFree, 'zone'>,
  node: string | null,
  config: MachineConfig,
): Found {
  const all = config.zones
  const names = `this machine has ${listZones(config)}`
  if (all.length > 1 && (node === null || !zone))
    return {
      fault: `expect free needs node and zone, as there are several: expect free node N zone Z C0 C1 …; ${names}`,
      blame: 'node',
    }
  const onNode = all.filter((candidate) => node === null || candidate.node === Number(node))
  if (onNode.length === 0)
    return { fault: `no node ${quote(node ?? '')} here: ${names}`, blame: 'node' }
  const index = all.findIndex(
    (candidate) => onNode.includes(candidate) && (!zone || candidate.zone === zone.value),
  )
  if (index >= 0) return { fault: null, index }
  return {
    fault: `no zone ${zone?.value}${node === null ? '' : ` on node ${node}`} here: ${names}`,
    blame: 'zone',
  }
}

function listZones(config: MachineConfig): string {
  const shown = config.zones.slice(0, 8).map((zone) => `node ${zone.node} zone ${zone.zone}`)
  return shown.join(', ') + (config.zones.length > shown.length ? ', …' : '')
}
