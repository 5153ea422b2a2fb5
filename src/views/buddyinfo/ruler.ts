// The orders under the columns that mm/vmstat.c: frag_show_print makes.

/** Width of `Node 0, zone   Normal `, and of a count with its blank, in characters. */
const BEFORE = 22
const COLUMN = 7

export function orderRuler(maxOrder: number): string {
  const orders = Array.from({ length: maxOrder + 1 }, (_, order) => `${order} `.padStart(COLUMN))
  return `${'order '.padStart(BEFORE)}${orders.join('')}`
}

/** Characters of a row, without the blank at its end. */
export function rowLength(maxOrder: number): number {
  return BEFORE + (maxOrder + 1) * COLUMN - 1
}
