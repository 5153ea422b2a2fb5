// An index as people read it. The kernel prints its thousandths the same way, but for values from
// −999 to −1, where its sign slips behind the point (`0.-500`): here they read −0.500.

/** `0.996`, `-1.000`, `-0.500`. */
export function formatIndex(thousandths: number): string {
  const size = Math.abs(thousandths)
  const sign = thousandths < 0 ? '-' : ''
  return `${sign}${Math.floor(size / 1000)}.${String(size % 1000).padStart(3, '0')}`
}
