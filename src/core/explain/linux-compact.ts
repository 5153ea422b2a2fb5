// Compaction on the Linux machine, in words: its small steps, and why it did not begin.

import type { BuddyEvent, CompactMode, CompactResult } from '../buddy/event.ts'
import type { Machine } from '../buddy/machine.ts'
import { formatCount, type Pages } from '../units.ts'
import { type EventOf, ofKind } from './linux-course.ts'
import { thousandths } from './linux-phrase.ts'
import { countPages, inZone } from './phrase.ts'
import type { Scene } from './scene.ts'

const KINDS = ['compact', 'compact-suitable', 'scan', 'migrate', 'compact-end'] as const
type CompactionEvent = EventOf<(typeof KINDS)[number]>

const MODES: Readonly<Record<CompactMode, string>> = {
  async: 'asynchronous',
  'sync-light': 'light',
  'sync-full': 'full',
  kcompactd: 'in the background',
  explicit: 'as asked for',
}

const RESULTS: Readonly<Record<CompactResult, string>> = {
  success: 'a block is there',
  'nothing-to-do': 'a block is there already',
  skipped: 'too little is free to begin',
  'not-suitable': 'the index is not above the threshold',
  complete: 'the scanners met',
}

export function isCompaction(event: BuddyEvent): event is BuddyEvent & CompactionEvent {
  return KINDS.some((kind) => kind === event.kind)
}

/** `Compaction of zone DMA for order 10, asynchronous` */
export function compactText(scene: Scene, event: CompactionEvent): string {
  const { machine } = scene
  const where = inZone(machine, event.zone)
  switch (event.kind) {
    case 'compact':
      if (event.order < 0)
        return `Compaction of ${where.replace(' in ', 'all of ') || 'the whole zone'}`
      return `Compaction${ofZone(where)} for order ${event.order}, ${MODES[event.mode]}`
    case 'compact-suitable':
      return `Compaction${ofZone(where)} ${suitableText(event)}`
    case 'scan':
      return event.migrate === event.free
        ? `The scanners meet at ${event.migrate}${where}`
        : `Scanners: takes at ${event.migrate}, puts at ${event.free}${where}`
    case 'migrate':
      return `${scene.nameOf(event.handle)} moves from ${event.from} to ${event.pfn}${where}`
    case 'compact-end':
      return `Compaction${ofZone(where)} ends: ${RESULTS[event.result]}${movedText(event)}`
  }
}

function ofZone(where: string): string {
  return where.replace(' in ', ' of ')
}

function movedText({ result, moved }: EventOf<'compact-end'>): string {
  if (moved > 0) return `, ${countPages(moved)} moved`
  return result === 'complete' ? ', nothing moved' : ''
}

/** `has a chance: 256 pages free, more than 128 needed; index 0.981, above 0.500` */
function suitableText({ ok, index, threshold, free, needed }: EventOf<'compact-suitable'>): string {
  const sum = `${freeCount(free)} free, more than ${formatCount(needed)} needed`
  if (!ok)
    return index === null
      ? `is skipped: ${sum}`
      : `is left out: index ${thousandths(index)}, not above the threshold, ${thousandths(threshold)}`
  const judged =
    index === null
      ? ''
      : index < 0
        ? `; index ${thousandths(index)}, as a block is there`
        : `; index ${thousandths(index)}, above ${thousandths(threshold)}`
  return `has a chance: ${sum}${judged}`
}

/** Why a small step of compaction is as it is. */
export function whyCompact({ events, machine }: Scene, event: CompactionEvent): string {
  switch (event.kind) {
    case 'compact':
      return hasBegun(events[events.indexOf(event) + 1])
        ? 'Two scanners walk towards each other: movable pages are taken at the bottom and put into free pages at the top.'
        : 'Before its scanners start, the kernel asks whether it has a chance.'
    case 'compact-suitable':
      return whySuitable(event, machine)
    case 'scan':
      return 'Each scanner works inside one pageblock at a time; when they meet, the zone is done.'
    case 'migrate':
      return 'It is copied and keeps its owner; the old place is freed next.'
    case 'compact-end':
      return ''
  }
}

/** Whether the scanners start after this small step. */
function hasBegun(next: BuddyEvent | undefined): boolean {
  return next?.kind === 'compact-suitable' ? next.ok : next?.kind !== 'compact-end'
}

function whySuitable({ index, ok }: EventOf<'compact-suitable'>, machine: Machine): string {
  if (index === null)
    return `What is moved stands twice for a while, so twice the block must be free${beyond(machine)}.`
  if (!ok)
    return 'From 0 up to the threshold the kernel takes memory to be lacking, against which moving pages does not help.'
  return index < 0
    ? 'A negative index says that no block is missing; only one from 0 up to the threshold stops compaction.'
    : 'Above the threshold the kernel takes memory to be in pieces, and moves them together.'
}

function beyond({ config }: Machine): string {
  return config.watermarks ? ' beyond the mark' : ''
}

/**
 * Why compaction began nowhere: `the index, 0.981, is not above the threshold, 1.000`; '' where nobody asked. Of
 * several tries in a zone the last counts.
 */
export function whyNotBegun(machine: Machine, events: readonly BuddyEvent[]): string {
  const last = new Map(ofKind(events, 'compact-suitable').map((event) => [event.zone, event]))
  const tests = [...last.values()]
  const [first] = tests
  if (!first) return ''
  const isOne = tests.length === 1
  if (tests.every(({ index }) => index !== null)) {
    const threshold = `the threshold, ${thousandths(first.threshold)}`
    return isOne
      ? `the index, ${thousandths(first.index ?? 0)}, is not above ${threshold}`
      : `in no zone is the index above ${threshold}`
  }
  if (tests.some(({ index }) => index !== null)) return 'in no zone could it begin'
  const many = machine.config.watermarks ? ' beyond what it must keep' : ''
  return isOne
    ? `it needs twice the block free${beyond(machine)}, more than ${formatCount(first.needed)} pages, and has ${first.free > 0 ? formatCount(first.free) : 'none'}`
    : `no zone has more than twice the block free${many}`
}

/** Whether it was left out for the index alone, or had too few pages to begin: `left out`, `skipped`; '' where it began. */
export function notBegun(ends: readonly EventOf<'compact-end'>[]): 'left out' | 'skipped' | '' {
  if (ends.length === 0) return ''
  if (ends.every(({ result }) => result === 'not-suitable')) return 'left out'
  return ends.every(({ result }) => result === 'not-suitable' || result === 'skipped')
    ? 'skipped'
    : ''
}

/** What counts as free may be less than nothing, with what it may not use taken off. */
function freeCount(pages: Pages): string {
  return pages > 0 ? countPages(pages) : 'no page'
}
