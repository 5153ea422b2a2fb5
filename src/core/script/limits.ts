// What a script may ask of the reader and of the unroller, so that nothing it says can hang the page.
// The limits of the machine itself (pages, orders, statements) stand in units.ts.

import { formatCount } from '../units.ts'

/**
 * Longest script that is read, in UTF-16 units (4 MiB). Two million statements fit in a few lines
 * with loops; what is longer than this is a wrong file, and an editor could not hold it anyway.
 */
export const MAX_TEXT = 4 * 1024 * 1024

/** Errors reported one by one; a last one says how many more there are. */
export const MAX_ERRORS = 1000

/** Loops inside loops. */
export const MAX_DEPTH = 32

/** Longest name as written, in UTF-16 units. */
export const MAX_NAME = 200

/** Text that all statements of a run hold together, in UTF-16 units: loops multiply narration too. */
export const MAX_UNROLLED_TEXT = 500_000_000

/** Largest size that can be asked for, in pages: a request beyond the machine fails, and is told. */
export const MAX_SIZE = 2 ** 31 - 1

/** Largest number of bytes that is counted exactly. */
export const MAX_BYTES = Number.MAX_SAFE_INTEGER

/** Largest page size of a script, in bytes: 1 GiB. */
export const MAX_PAGE_SIZE = 2 ** 30

/** Largest pfn: buddies are found with a 32-bit XOR. */
export const MAX_PFN = 2 ** 31 - 1

/** Largest number of a node (CONFIG_NODES_SHIFT is at most 10). */
export const MAX_NODE = 1023

/** A number as messages print it: `16 777 216`. */
export function inMessage(count: number): string {
  return Number.isSafeInteger(count)
    ? formatCount(count)
    : `more than ${formatCount(Number.MAX_SAFE_INTEGER)}`
}
