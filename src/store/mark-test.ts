// The test of a watermark in words, with the sum that leads from the free pages of a zone to the
// number that the kernel holds against the mark: `16 pages free − 7 of the block's 8 = 9 ≤ 11 (low)`.

import type { BuddyEvent } from '../core/buddy/event.ts'
import { counterOf, type LinuxFrame } from '../core/buddy/frame.ts'
import { formatCount, type Pages, pagesIn } from '../core/units.ts'

export type MarkTest = Extract<BuddyEvent, { kind: 'watermark' }>

/** `16 pages free − 7 of the block's 8 = 9 ≤ 11 (low)`; of a block all pages but one are taken off. */
export function sumWords(test: MarkTest, linux: LinuxFrame | null): string {
  const isUrgent = test.needed < markPages(test, linux)
  const hasReserve = linux !== null && counterOf(linux, test.zone, 'highatomic') > 0
  const where = hasReserve && !isUrgent ? ' outside HighAtomic' : ''
  const raw = test.free + pagesIn(test.order) - 1
  const free = `${signed(raw)} ${raw === 1 ? 'page' : 'pages'} free${where}`
  const taken =
    test.order > 0
      ? ` − ${blockPart(test)} of the block's ${formatCount(pagesIn(test.order))} = ${signed(test.free)}`
      : ''
  return `${free}${taken} ${bound(test)} (${boundWords(test, linux)})${lack(test)}`
}

/** The same where room is short: `16 − 7 = 9 ≤ 11`. */
export function shortSum(test: MarkTest): string {
  const raw = signed(test.free + pagesIn(test.order) - 1)
  const left = test.order > 0 ? `${raw} − ${blockPart(test)} = ${signed(test.free)}` : raw
  return `${left} ${bound(test)}${lack(test)}`
}

/** Whether nothing had come off a free list, or onto one, when a test of the action was made. */
export function isBeforeStep(events: readonly BuddyEvent[], test: MarkTest): boolean {
  const before = events.slice(0, events.indexOf(test))
  return !before.some(({ kind }) => kind === 'take' || kind === 'put')
}

function blockPart({ order }: MarkTest): string {
  return formatCount(pagesIn(order) - 1)
}

function bound({ free, needed, reserve }: MarkTest): string {
  return `${free > needed + reserve ? '>' : '≤'} ${formatCount(needed + reserve)}`
}

function boundWords(test: MarkTest, linux: LinuxFrame | null): string {
  const { mark, needed, reserve } = test
  const whole = markPages(test, linux)
  if (needed < whole) return `what an urgent request must leave of ${mark} ${formatCount(whole)}`
  return reserve > 0
    ? `${mark} ${formatCount(needed)} + ${formatCount(reserve)} lowmem_reserve`
    : mark
}

function lack({ why, order }: MarkTest): string {
  return why === 'no-block' ? `, but no block of order ${order}` : ''
}

function markPages({ zone, mark }: MarkTest, linux: LinuxFrame | null): Pages {
  return linux ? counterOf(linux, zone, mark) : 0
}

function signed(pages: Pages): string {
  return pages < 0 ? `−${formatCount(-pages)}` : formatCount(pages)
}
