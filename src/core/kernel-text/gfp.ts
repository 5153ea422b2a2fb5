// The flags of an allocation request. Kernels since 4.6 print their names behind the number, and
// then those count. Older ones print the number alone, and what a bit means depends on the kernel:
// the release in the report tells, then the shape of its first line, then the number itself, which
// is a guess.

import { ERAS, type Era } from './gfp-eras.ts'
import { isBefore, versionOf } from './kernel-release.ts'
import type { GfpEra } from './reading.ts'

export interface GfpEvidence {
  /** `5.10.0-60.x86_64`, from the CPU or Pid line. */
  readonly release: string | null
  /** `failure.` (up to 2.6.39) or `failure:`; null: neither is there. */
  readonly punctuation: '.' | ':' | null
  readonly hasNodemask: boolean
  /** `nodemask=…,cpuset=…` on the first line. */
  readonly hasCpuset: boolean
}

export interface DecodedGfp {
  readonly flags: readonly string[]
  readonly era: GfpEra
}

const NAMED_GFP: GfpEra = {
  kernels: null,
  from: 'the names that the kernel printed',
  isGuess: false,
}

/** `mode` as printed, `0x4020`; a mask that is no number of 32 bits has no flags. */
export function decodeGfp(mode: string, evidence: GfpEvidence): DecodedGfp {
  const mask = Number(mode)
  const { era, from, isGuess } = tellEra(mask, evidence)
  return { flags: flagsOf(mask, era), era: { kernels: era.kernels, from, isGuess } }
}

/**
 * The names behind the number, `GFP_KERNEL|__GFP_COMP`. Where none is one that a kernel prints (read
 * from a picture, `_` becomes a blank), the number says what they said.
 */
export function namedGfp(names: string, mode: string, evidence: GfpEvidence): DecodedGfp {
  const flags = names.replace(/\s+/g, '').split(BETWEEN_NAMES).filter(Boolean)
  if (flags.length === 0 || flags.some((flag) => NAME.test(flag))) return { flags, era: NAMED_GFP }
  const mask = Number(mode)
  const told = tellEra(mask, evidence)
  // Names are printed since 4.6: the first era is none of theirs.
  const era = told.era === eraAt(0) ? eraAt(4) : told.era
  const from = `the names are torn, so the number is decoded, by ${told.from}`
  return { flags: flagsOf(mask, era), era: { kernels: era.kernels, from, isGuess: told.isGuess } }
}

/** Where a line begins with it, `|` is taken for a quote mark. */
const BETWEEN_NAMES = /\||(?<=[A-Z0-9])(?=(?:__)?GFP_)/
const NAME = /^(?:__)?GFP_[A-Z0-9_]+$|^0x[0-9a-f]+$|^none$/

function tellEra(
  mask: number,
  { release, punctuation, hasNodemask, hasCpuset }: GfpEvidence,
): { era: Era; from: string; isGuess: boolean } {
  const version = release === null ? null : versionOf(release)
  if (version) {
    const era = ERAS.find(({ until }) => isBefore(version, ...until)) as Era
    return { era, from: `the kernel's release, ${release}`, isGuess: false }
  }
  if (punctuation === '.')
    return { era: eraAt(0), from: '"failure." with a full stop: up to 2.6.39', isGuess: false }
  const byNumber = eraOfNumber(mask)
  if (hasCpuset && byNumber.index < 3)
    return { era: eraAt(4), from: 'nodemask and cpuset on one line: 5.0 and later', isGuess: true }
  if (hasNodemask && byNumber.index < 2)
    return { era: eraAt(2), from: 'a nodemask on the first line: 4.11 and later', isGuess: true }
  return { era: eraAt(byNumber.index), from: byNumber.from, isGuess: true }
}

/** What bits only one era has together. */
function eraOfNumber(mask: number): { index: number; from: string } {
  const has = (bits: number) => (mask & bits) === bits
  const from = 'the number alone'
  if (has(0x2400000) || has(0x2080000)) return { index: 1, from }
  if (has(0x1400000) || has(0x1080000)) return { index: 2, from }
  if (has(0x600000) || has(0x480000)) return { index: 3, from }
  // Direct and background reclaim together, or an atomic request, with nothing to wait by below.
  if ((mask & 0x10) === 0 && (has(0xc00) || has(0xa20))) return { index: 4, from }
  if ((mask & 0x10) === 0 && has(0x820)) return { index: 5, from }
  return { index: 0, from: `${from}: it has no bit that only later kernels set` }
}

function eraAt(index: number): Era {
  return ERAS[index] as Era
}

function flagsOf(mask: number, { bits, composites }: Era): string[] {
  if (!Number.isInteger(mask) || mask > 0xffff_ffff) return []
  const bitOf = (name: string) => 2 ** bits.indexOf(name)
  const flags: string[] = []
  let left = mask
  for (const [name, parts] of composites) {
    if (parts.some((part) => !bits.includes(part)) || parts.length === 0) continue
    const value = parts.reduce((sum, part) => sum + bitOf(part), 0)
    if ((left & value) >>> 0 !== value) continue
    flags.push(name)
    left = (left & ~value) >>> 0
  }
  for (const [bit, name] of bits.entries()) {
    const value = 2 ** bit
    if (name === null || (left & value) === 0) continue
    flags.push(`__GFP_${name}`)
    left = (left & ~value) >>> 0
  }
  if (left !== 0) flags.push(`0x${left.toString(16)}`)
  return flags.length > 0 ? flags : [bits.includes('WAIT') ? 'GFP_NOWAIT' : 'none']
}
