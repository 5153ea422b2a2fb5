// Who holds the memory that a request could not have: what an OOM report is read for first. Shares are of RAM
// without what is reserved, which the page allocator never had.

import { formatCount } from '../../units.ts'
import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { type Holder, type HolderId, TO_SWAP } from '../holder-lines.ts'
import { type Holders, holdersOf, isSwapUsedUp, shareOfBase } from '../holders.ts'
import type { Scene } from '../scene.ts'
import { capitalise, countOf, enumerate, pagesAndSize, shareOf, sizeOf } from '../words.ts'

const HOLDER_NAMES: Readonly<Record<HolderId, string>> = {
  anon: 'anonymous memory of processes',
  shmem: 'shared memory and tmpfs',
  unevictable: 'unevictable memory',
  file: 'page cache of files',
  'slab-unreclaimable': "the kernel's unreclaimable slab",
  'slab-reclaimable': "the kernel's reclaimable slab",
  'page-tables': 'page tables',
  hugetlb: 'the hugetlb pool',
  balloon: 'the balloon',
  untold: 'what is not in any of these lines',
}

/** What it is, and whether anything but ending its holder frees it. */
const MEANINGS: Readonly<Record<HolderId, string>> = {
  anon: 'Heaps and stacks of processes go to swap or stay.',
  shmem:
    'Files in tmpfs, /dev/shm and System V segments go to swap or stay, also when no process is left that uses them.',
  unevictable:
    'It is locked: mlock, locked shared memory or ramfs. Nothing of it is reclaimed or swapped.',
  file: 'It can be given up unless it is dirty, being written or in use by a request that may not call file systems.',
  'slab-unreclaimable':
    "The kernel's own objects: reclaim takes none of them, and killing a process frees only those that are its own. A size that goes on growing is a leak.",
  'slab-reclaimable': 'Dentries and inodes mostly, which reclaim shrinks where nobody uses them.',
  'page-tables': 'They are freed with the processes that they belong to.',
  hugetlb:
    'It is kept for programs that ask hugetlb for it; nothing else may have a page of it, free or not, and reclaim leaves it alone.',
  balloon:
    'The host has it: the balloon driver took it from this guest, and gives it back as the host says.',
  untold:
    'Mem-Info counts it nowhere: pages that drivers took for themselves, vmalloc, per-CPU data, kernel stacks. Only its owner frees it.',
}

/** Shares, in thousandths, from which another holder is named, and from which its sum is shown. */
const NAMED = 100
const SHOWN = 10

export function memoryHolders(of: Case): Finding[] {
  const holders = holdersOf(of)
  const [largest, ...others] = holders?.all ?? []
  if (!holders || !largest) return []
  const { scene } = of
  const { id, pages } = largest
  const pool = id === 'hugetlb' ? poolText(holders) : ''
  return [
    {
      id: 'memory-holders',
      tone: !holders.isLack ? 'info' : holders.part === null ? 'bad' : 'warn',
      fact: `${leadOf(holders, id)}: ${sizeOf(pages, scene)}, ${shareOf(shareOfBase(holders, pages))} of the ${sizeOf(holders.base, scene)} RAM that is not reserved${pool}${swapClause(scene, holders, id)}.`,
      why: [
        MEANINGS[id],
        othersText(scene, holders, others),
        swapText(scene, holders, id),
        partText(scene, holders),
        holders.isTooMuch
          ? 'Together the lines make more than there is: they are not of one moment, or were changed.'
          : '',
      ]
        .filter(Boolean)
        .join(' '),
      arithmetic: sumLines(scene, holders),
      node: null,
      zone: null,
    },
  ]
}

/** Before 2.6.32 shared memory is not printed, and is among the anonymous. */
function nameOf({ usage }: Holders, id: HolderId): string {
  const isBoth = id === 'anon' && usage.shmem === null
  return isBoth ? 'anonymous memory of processes, with what they share,' : HOLDER_NAMES[id]
}

function leadOf(holders: Holders, id: HolderId): string {
  if (id === 'untold') return 'The largest part of memory is not in any line of Mem-Info'
  const verb = id === 'shmem' || id === 'page-tables' ? 'hold' : 'holds'
  return `${capitalise(nameOf(holders, id))} ${verb} the most memory`
}

/** `, all 7 000 of its pages free`. */
function poolText({ report: { hugepages } }: Holders): string {
  const total = hugepages.reduce((sum, one) => sum + one.total, 0)
  const free = hugepages.reduce((sum, one) => sum + one.free, 0)
  if (free === 0) return ', none of its pages free'
  return free === total
    ? `, all ${formatCount(total)} of its pages free`
    : `, ${formatCount(free)} of its ${formatCount(total)} pages free`
}

function swapClause(scene: Scene, { swap }: Holders, id: HolderId): string {
  if (!swap || !TO_SWAP.includes(id)) return ''
  if (swap.total === 0) return ', and there is no swap'
  return isSwapUsedUp(swap) ? `, and swap (${sizeOf(swap.total, scene)}) is full` : ''
}

function swapText(scene: Scene, holders: Holders, id: HolderId): string {
  const { swap } = holders
  if (!swap || swapClause(scene, holders, id) !== '') return ''
  if (swap.total === 0) return 'There is no swap.'
  return `Of ${sizeOf(swap.total, scene)} swap ${swap.free === 0 ? 'nothing' : sizeOf(swap.free, scene)} is free.`
}

/** `Then come page cache of files with 3 GiB (19.4 %) and …`. */
function othersText(scene: Scene, holders: Holders, others: readonly Holder[]): string {
  const named = others.filter(({ pages }) => shareOfBase(holders, pages) >= NAMED)
  if (named.length === 0) return ''
  const each = named.map(({ id, pages }) => {
    const pool = id === 'hugetlb' ? poolText(holders).replace(/^,/, ';') : ''
    return `${HOLDER_NAMES[id]} with ${sizeOf(pages, scene)} (${shareOf(shareOfBase(holders, pages))}${pool})`
  })
  return `Then ${named.length === 1 ? 'comes' : 'come'} ${enumerate(each)}.`
}

function partText(scene: Scene, { part }: Holders): string {
  return part === null
    ? ''
    : `These sums are of the whole machine; the zones that the request could use have ${sizeOf(part, scene)} of it, and which holder stands there is not told.`
}

function sumLines(scene: Scene, holders: Holders): string[] {
  const { base, baseSum, all, free, swap, report, usage } = holders
  const share = (pages: number) => shareOf(shareOfBase(holders, pages))
  const mlocked = Math.floor(((usage.mlockedKB ?? 0) * 1024) / scene.pageSize.bytes)
  return [
    `${baseSum} = ${pagesAndSize(base, scene)}`,
    ...all
      .filter((one) => shareOfBase(holders, one.pages) >= SHOWN)
      .map(
        (one) =>
          `${HOLDER_NAMES[one.id]}: ${one.sum} = ${pagesAndSize(one.pages, scene)}, ${share(one.pages)}`,
      ),
    ...(mlocked > 0 ? [`mlocked, of the unevictable: ${pagesAndSize(mlocked, scene)}`] : []),
    `free in ${countOf(report.watermarks.length, 'zone')}: ${pagesAndSize(free, scene)}, ${share(free)}`,
    ...(swap
      ? [
          swap.total === 0
            ? 'swap: none'
            : `swap: ${sizeOf(swap.total, scene)}, free ${sizeOf(swap.free, scene)}`,
        ]
      : []),
  ]
}
