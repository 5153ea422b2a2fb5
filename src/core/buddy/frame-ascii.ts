// A frame drawn in the test dialect of ascii.ts: `frameOf('AA.DEEE.')`. Name ids count the letters
// from A, so that A has the first colour wherever it stands.

import { zone } from './ascii.ts'
import type { MachineConfig } from './config.ts'
import type { Frame } from './frame.ts'
import { type OneZoneOptions, oneZone } from './one-zone.ts'
import { snapshot } from './snapshot.ts'

const HANDLES = 128
const nameOf = Array.from({ length: HANDLES }, (_, handle) => handle - 'A'.charCodeAt(0))

/** The names of `frameOf`: 0 is A, 1 is B, … */
export const LETTERS: ReadonlyMap<number, string> = new Map(
  Array.from({ length: 26 }, (_, id) => [id, String.fromCharCode('A'.charCodeAt(0) + id)]),
)

export function frameOf(picture: string, options?: OneZoneOptions): Frame {
  return snapshot(zone(picture, options).machine, nameOf)
}

export function configOf(picture: string, options?: OneZoneOptions): MachineConfig {
  return oneZone(picture.length, options)
}
