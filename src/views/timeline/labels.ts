// Which columns have room for their action's name. The current one always has it, then failures,
// then the start and the rest from left to right: names thin out, they never overlap.

import type { Step } from '../../core/units.ts'
import { textWidth } from '../../ui/text-width.ts'
import { type TimeAxis, xOfStep } from './time-axis.ts'

/** Mean width of a character of 13 px type, and the least room between two names, in pixels. */
const CHARACTER = 7.4
const GAP = 10

/** As `.action-name` has it: the current one is bold. */
function widthOf(label: string, isCurrent: boolean): number {
  return textWidth(label, 13, isCurrent ? 700 : 500)
}

/** How far a name may reach past the last column. */
const PAST_AXIS = 12

/** Longer names are cut: one of two hundred letters would leave no other any room. */
const MOST_LETTERS = 24

export function shortLabel(label: string): string {
  return label.length > MOST_LETTERS ? `${label.slice(0, MOST_LETTERS - 1)}…` : label
}

/** The middle of a step's name: over its column, but moved in from the picture's edge. */
export function nameX(label: string, axis: TimeAxis, step: Step, isCurrent = false): number {
  const half = widthOf(label, isCurrent) / 2
  return Math.max(half, Math.min(xOfStep(axis, step), axis.right + PAST_AXIS - half))
}

export function visibleLabels(
  labels: readonly string[],
  axis: TimeAxis,
  current: Step,
  failures: Iterable<Step>,
): ReadonlySet<Step> {
  const shown = new Set<Step>()
  const taken: { from: number; to: number }[] = []
  const offer = (step: Step) => {
    const label = labels[step]
    if (label === undefined || shown.has(step)) return
    const isCurrent = step === current
    const half = (widthOf(label, isCurrent) + GAP) / 2
    const x = nameX(label, axis, step, isCurrent)
    if (taken.some(({ from, to }) => from < x + half && to > x - half)) return
    taken.push({ from: x - half, to: x + half })
    shown.add(step)
  }
  offer(current)
  for (const step of failures) offer(step)
  // From here on every n-th, so that what is left out is left out evenly.
  const widest = Math.max(...labels.map((label) => label.length)) * CHARACTER + GAP
  const stride = Math.max(1, Math.ceil(widest / axis.pitch))
  for (let step = 0; step < labels.length; step += stride) offer(step)
  return shown
}
