// What to look at, and what gives memory back, by who holds it (Documentation/admin-guide/mm/hugetlbpage.rst,
// mm/slab.rst, blockdev/zram.rst; filesystems/tmpfs.rst; mm/oom_kill.c: dump_tasks; mm/slab_common.c:
// dump_unreclaimable_slab). No mark and no compaction makes more of what is held.

import { formatBytes, formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Advice } from '../diagnosis.ts'
import { type Holder, type HolderId, TO_SWAP } from '../holder-lines.ts'
import { type Holders, holdersOf, isSwapUsedUp, shareOfBase } from '../holders.ts'
import type { Scene } from '../scene.ts'
import { countOf, pagesAndSize, shareOf, sizeOf } from '../words.ts'

/** Thousandths of the memory from which a holder is worth a look. */
const WORTH = 150
/** Of what gives memory back at once, and of what need not be so large. */
const WORTH_LITTLE = 20

export function taskTable(of: Case): Advice[] {
  return holding(of, 'anon', WORTH, (held, { report }) => ({
    id: 'task-table',
    what: 'the task table of the report, by rss; now: ps -eo pid,rss,comm --sort=-rss | head',
    does: 'Which processes hold it: rss counts pages in the table and kB in ps. What makes such a process smaller is its own: the size of a heap or cache, the number of workers, memory.max of its cgroup.',
    costs:
      'Nothing but reading. A limit that is set too low moves the kill into that process or cgroup.',
    because: `${held}${report.killed === null ? '' : `; ${report.killed.task} (${report.killed.pid}) was killed`}`,
  }))
}

export function tmpfsSizes(of: Case): Advice[] {
  return holding(of, 'shmem', WORTH, (held) => ({
    id: 'tmpfs-sizes',
    what: 'df -h -t tmpfs -t devtmpfs; ipcs -m',
    does: 'Which tmpfs (/dev/shm, /tmp, /run, an emptyDir in memory) or System V segment has it. Deleting the files or segments frees it; a smaller size= of the mount bounds it.',
    costs: 'Deleted files are gone, and who still maps them keeps their pages until it ends.',
    because: held,
  }))
}

export function lockedMemory(of: Case): Advice[] {
  return holding(of, 'unevictable', WORTH, (held, { usage }) => ({
    id: 'locked-memory',
    what: "grep -H -E 'Vm(Lck|Pin)' /proc/[0-9]*/status | sort -k2 -n | tail; ulimit -l",
    does: 'Which processes locked memory (mlock, mlockall), and how much they may (RLIMIT_MEMLOCK, LimitMEMLOCK= of a service). What no process shows is ramfs or shared memory locked with SHM_LOCK.',
    costs: 'With less locked, such a process may wait for the disk where it must not.',
    because: `${held}${usage.mlockedKB === null ? '' : `, ${formatBytes(usage.mlockedKB * 1024)} of it mlocked`}`,
  }))
}

export function unreclaimableSlab(of: Case): Advice[] {
  return holding(of, 'slab-unreclaimable', WORTH, (held) => ({
    id: 'unreclaimable-slab',
    what: 'Unreclaimable slab info: in the report (4.15 and later); slabtop -o -s c',
    does: "Which kind of object it is, by size. A driver's or file system's name leads to it; kmalloc-N needs slab_debug=U or allocation tags to tell who asks. Read it twice: what grows and never falls leaks.",
    costs: 'Nothing but reading; slab_debug=U makes every such request slower and larger.',
    because: held,
  }))
}

export function pageTableMemory(of: Case): Advice[] {
  return holding(of, 'page-tables', WORTH / 2, (held) => ({
    id: 'page-table-memory',
    what: 'grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail',
    does: 'Which processes have so many page tables: many that map the same large shared memory each have their own. Huge pages for that memory need 1 entry where 512 were (with 4 KiB pages on x86).',
    costs:
      'Huge pages are set aside before they are used; fewer processes mean fewer connections or workers.',
    because: held,
  }))
}

/** A pool keeps its free pages from all others (mm/hugetlb.c: set_max_huge_pages). */
export function hugetlbPool(of: Case): Advice[] {
  const holders = holdersOf(of)
  const pools = (holders?.report.hugepages ?? []).filter(({ free }) => free > 0)
  const sizes = [...new Set(pools.map(({ sizeKB }) => sizeKB))]
  const kB = (sizeKB: number) =>
    pools.filter((one) => one.sizeKB === sizeKB).reduce((sum, { free }) => sum + free, 0) * sizeKB
  const [most] = sizes.sort((a, b) => kB(b) - kB(a))
  if (!holders || most === undefined) return []
  const own = holders.report.hugepages.filter(({ sizeKB }) => sizeKB === most)
  const total = own.reduce((sum, one) => sum + one.total, 0)
  const free = own.reduce((sum, one) => sum + one.free, 0)
  const pages = Math.floor((kB(most) * 1024) / of.scene.pageSize.bytes)
  if (shareOfBase(holders, pages) < WORTH_LITTLE) return []
  return [
    {
      id: 'hugetlb-pool',
      what: `echo ${total - free} > /sys/kernel/mm/hugepages/hugepages-${most}kB/nr_hugepages`,
      does: `Gives back the ${countOf(free, 'page')} of ${formatBytes(most * 1024)} that the pool has free, ${formatBytes(kB(most) * 1024)}, and keeps the ${formatCount(total - free)} in use. vm.nr_hugepages is the same number for the usual size; hugepages= on the command line and /etc/sysctl.d set it at boot.`,
      costs:
        'Pages that a mapping has reserved and not touched yet (HugePages_Rsvd in /proc/meminfo) stay. Later such pages may not be had again in one piece.',
      because: `${formatCount(free)} of ${countOf(total, 'page')} free, ${shareOf(shareOfBase(holders, pages))} of the ${sizeOf(holders.base, of.scene)}`,
    },
  ]
}

export function balloonTarget(of: Case): Advice[] {
  return holding(of, 'balloon', WORTH_LITTLE, (held) => ({
    id: 'balloon-target',
    what: "the guest's memory at the host (virsh dommemstat, virsh setmem; dynamic memory of Hyper-V, VMware or Xen)",
    does: 'How much the host lets the guest have now. A higher target, or a higher minimum, makes the balloon smaller.',
    costs: "The host's memory, which other guests have meanwhile.",
    because: held,
  }))
}

export function untoldMemory(of: Case): Advice[] {
  return holding(of, 'untold', 0, (held) => ({
    id: 'untold-memory',
    what: 'cat /proc/vmallocinfo /sys/kernel/debug/dma_buf/bufinfo; page_owner=on, or /proc/allocinfo (6.10 and later)',
    does: 'Who took pages without a counter: vmalloc by caller, buffers of graphics and media drivers, and with page_owner or allocation profiling each place in the kernel.',
    costs:
      'page_owner and allocation profiling have to be built in and switched on at boot, and take memory for each page.',
    because: held,
  }))
}

/** Somewhere to put what processes do not use (mm/vmscan.c: can_reclaim_anon_pages). */
export function swapSpace(of: Case): Advice[] {
  const { scene } = of
  const holders = holdersOf(of)
  const swap = holders?.swap
  if (!holders || !swap || !isSwapUsedUp(swap)) return []
  const pages = holders.all
    .filter(({ id }) => TO_SWAP.includes(id))
    .reduce((sum, one) => sum + one.pages, 0)
  if (shareOfBase(holders, pages) < WORTH * 2) return []
  const now =
    swap.total === 0
      ? 'no swap'
      : `${sizeOf(swap.free, scene)} of ${sizeOf(swap.total, scene)} swap free`
  return [
    {
      id: 'swap-space',
      what: 'mkswap and swapon of a partition or file; or zram (zramctl, zram-generator)',
      does: 'Reclaim can then put away what processes and tmpfs hold and do not use; without room for it that memory cannot be reclaimed at all. zram keeps it compressed in RAM.',
      costs:
        'Where all of it is in use, the machine becomes slow before it kills. A disk is written to; zram takes CPU time, and RAM for what it holds.',
      because: `${now}, ${pagesAndSize(pages, scene)} anonymous and shared`,
    },
  ]
}

/** `because` is given how much it holds: `13.4 GiB, 86.4 % of 15.4 GiB`. */
function holding(
  of: Case,
  id: HolderId,
  least: number,
  adviceOf: (held: string, holders: Holders) => Advice,
): Advice[] {
  const holders = holdersOf(of)
  const holder = holders?.all.find((one) => one.id === id)
  if (!holders || !holder || shareOfBase(holders, holder.pages) < least) return []
  return [adviceOf(heldText(of.scene, holders, holder), holders)]
}

function heldText(scene: Scene, holders: Holders, { pages }: Holder): string {
  return `${pagesAndSize(pages, scene)}, ${shareOf(shareOfBase(holders, pages))} of the ${sizeOf(holders.base, scene)} that are not reserved`
}
