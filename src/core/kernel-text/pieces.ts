// A row that has more counts than there are orders: what stands behind it on the lines below is no
// part of it, or a number was torn by the end of a line and reads as two, or a margin is glued to
// it. Where that cannot be told the row is left out.

import type { Count } from '../memory/memory.ts'

/** A line's part of a row. */
export interface Piece {
  readonly count: number
  /** A digit stands at the very start or end of the line: it may be half a number. */
  readonly touchesStart: boolean
  readonly touchesEnd: boolean
}

/** `text`: the line, with its blanks. */
export function pieceOf(count: number, text: string): Piece {
  return { count, touchesStart: /^(?:>\s?)*\d/.test(text), touchesEnd: /\d=?$/.test(text) }
}

export interface Verdict<Of extends Count> {
  /** To be told; null: nothing. */
  readonly why: string | null
  /** Missing: the row is as it stands; null: it is left out. */
  readonly counts?: readonly Of[] | null
}

/** More counts too many than that are no margin. */
const MOST_EXCESS = 2

/** `pieces` are empty where the row stands on one line. */
export function fitted<Of extends Count>(
  counts: readonly Of[],
  pieces: readonly Piece[],
  width: number,
): Verdict<Of> {
  const excess = counts.length - width
  const why = `${counts.length} counts where there are ${width} orders`
  const torn = pieces.flatMap((piece, i) =>
    i > 0 && piece.touchesStart && pieces[i - 1]?.touchesEnd ? [i] : [],
  )
  if (torn.length > 0 && (pieces[0] as Piece).count < width) {
    if (torn.length !== excess) return { counts: null, why: `${why}, and numbers may be torn` }
    const joined = joinTorn(counts, pieces, torn)
    return {
      counts: joined,
      why: 'a number was torn at the end of a line: its halves are put together',
    }
  }
  let sum = 0
  for (const piece of pieces) {
    sum += piece.count
    if (sum === width) return { counts: counts.slice(0, width), why: behind(counts.slice(width)) }
  }
  return excess <= MOST_EXCESS
    ? { counts: counts.slice(0, width), why: `${why}: ${counts.slice(width).join(' ')} left out` }
    : { counts: null, why }
}

export function behind(counts: readonly Count[]): string {
  return `${counts.join(' ')} behind the counts was left out`
}

function joinTorn<Of extends Count>(
  counts: readonly Of[],
  pieces: readonly Piece[],
  torn: readonly number[],
): Of[] {
  const joined: Of[] = []
  let at = 0
  for (const [i, { count }] of pieces.entries()) {
    const own = counts.slice(at, at + count)
    at += count
    if (torn.includes(i)) {
      const whole = `${joined.pop()}${own.shift()}`
      joined.push((whole.startsWith('>') ? whole : Number(whole)) as Of)
    }
    joined.push(...own)
  }
  return joined
}
