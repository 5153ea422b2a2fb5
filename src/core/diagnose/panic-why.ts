// How an OOM ends in a kernel panic instead of a kill (mm/oom_kill.c: check_panic_on_oom, out_of_memory).

import type { Judged } from './judged.ts'

/** A machine of less memory than this may be the one that saves a crash dump (kdump), in what crashkernel= set aside. */
const SMALL = 2 ** 30

/** '': it did not. */
export function panicWhy({ scene, report: { panic } }: Judged): string {
  if (panic === 'panic_on_oom')
    return 'vm.panic_on_oom is set, so the kernel panics where it would kill a process.'
  if (panic !== 'nothing to kill') return ''
  const why =
    'No process was left that may be killed: kernel threads, init and those whose oom_score_adj is −1000 are spared.'
  return isSmall(scene)
    ? `${why} In the kernel that saves a crash dump (kdump) this says that crashkernel= sets too little memory aside.`
    : why
}

function isSmall({ zones, pageSize }: Judged['scene']): boolean {
  const managed = zones.map(({ marks }) => marks?.managed ?? null)
  if (managed.length === 0 || managed.includes(null)) return false
  const pages = managed.reduce<number>((sum, own) => sum + (own ?? 0), 0)
  return pages * pageSize.bytes < SMALL
}
