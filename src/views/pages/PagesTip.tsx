import type { Frame } from '../../core/buddy/frame.ts'
import { blockFacts } from '../../core/buddy/frame-blocks.ts'
import type { RunSummary } from '../../core/run/summary.ts'
import { keyOf, useTipped } from '../../store/block-pointing.ts'
import { clampX, xOf } from '../../ui/address-axis.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import type { PagesGeometry } from './layout.ts'

interface PagesTipProps {
  readonly geometry: PagesGeometry
  readonly run: RunSummary
  readonly frame: Frame
  readonly names: ReadonlyMap<number, string>
  readonly zone: number
  readonly width: number
  readonly isPointed: boolean
  /** Key of the block that the keyboard is on. */
  readonly cursor: string | null
}

/** What is known of the block under the pointer, or under the keyboard. */
export function PagesTip(props: PagesTipProps) {
  const { geometry, run, frame, names, zone, cursor, width, isPointed } = props
  const block = useTipped(frame, zone, isPointed, cursor)
  if (!block) return null
  const { axis, band } = geometry
  const from = clampX(axis, xOf(axis, block.pfn))
  const to = clampX(axis, xOf(axis, block.pfn + 2 ** block.order))
  const facts = blockFacts(block, names, run.config)
  return (
    <Tooltip about={keyOf(block)} x={(from + to) / 2} y={-6} bottom={band + 26} within={width}>
      <b>{facts.holder}</b>
      <span>{facts.place}</span>
      <span>{facts.buddy}</span>
    </Tooltip>
  )
}
