// Which rules a kernel release follows: those of the newest of our kernels that has them. The
// borders are where mm/page_alloc.c changed: per-CPU lists of orders above 0 in 5.14, lists that
// always match their pageblock in 6.10, claim and steal as passes of their own in 6.15.

import type { Kernel } from '../buddy/config.ts'
import { isBefore, versionOf } from '../kernel-text/kernel-release.ts'

export const KERNELS: readonly Kernel[] = ['5.10', '6.1', '6.12', '6.18']

export interface Rules {
  readonly kernel: Kernel
  /** Older or newer than any kernel whose rules are known; else empty. */
  readonly beyond: 'older' | 'newer' | ''
}

/** Rules of a release as `uname -r` prints it; null: it is none. */
export function rulesOf(release: string): Rules | null {
  const version = versionOf(release.trim())
  if (version === null) return null
  if (isBefore(version, 5, 14))
    return { kernel: '5.10', beyond: isBefore(version, 4, 14) ? 'older' : '' }
  if (isBefore(version, 6, 10)) return { kernel: '6.1', beyond: '' }
  if (isBefore(version, 6, 15)) return { kernel: '6.12', beyond: '' }
  return { kernel: '6.18', beyond: isBefore(version, 6, 19) ? '' : 'newer' }
}
