import type { Frame } from '../../core/buddy/frame.ts'
import { blockFacts } from '../../core/buddy/frame-blocks.ts'
import type { RunSummary } from '../../core/run/summary.ts'
import { keyOf, useTipped } from '../../store/block-pointing.ts'
import { Tooltip } from '../../ui/Tooltip.tsx'
import type { TreeGeometry } from './layout.ts'
import { slotOf, visiblePart } from './marks.ts'

interface BlockTipProps {
  readonly geometry: TreeGeometry
  readonly run: RunSummary
  readonly frame: Frame
  readonly names: ReadonlyMap<number, string>
  readonly zone: number
  readonly cursor: string | null
  readonly width: number
  /** Whether the pointer is over this picture; another one that lights the same block shows its own. */
  readonly isPointed: boolean
}

/** What is known of the block under the pointer, or under the keyboard. */
export function BlockTip(props: BlockTipProps) {
  const { geometry, run, frame, names, zone, cursor, width, isPointed } = props
  const block = useTipped(frame, zone, isPointed, cursor)
  if (!block) return null
  const facts = blockFacts(block, names, run.config)
  const slot = visiblePart(geometry, slotOf(geometry, block.pfn, block.order))
  return (
    <Tooltip
      about={keyOf(block)}
      x={slot.x + slot.width / 2}
      y={slot.y - 6}
      bottom={slot.y + slot.height + 6}
      within={width}
    >
      <b>{facts.holder}</b>
      <span>{facts.place}</span>
      <span>{facts.buddy}</span>
    </Tooltip>
  )
}
