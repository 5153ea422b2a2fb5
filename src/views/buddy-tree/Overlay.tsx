import { lazy, Suspense } from 'react'
import type { StepView } from '../../core/run/summary.ts'
import { blockOfKey } from '../../store/block-pointing.ts'
import { useLitBlocks } from '../../store/lit-blocks.ts'
import type { Selection } from '../../store/view.ts'
import { Ring } from '../../ui/Axis.tsx'
import { Decor } from '../../ui/Decor.tsx'
import type { TreeGeometry } from './layout.ts'
import { slotOf, visiblePart } from './marks.ts'

const Annotations = lazy(() =>
  import('./Annotations.tsx').then((m) => ({ default: m.Annotations })),
)

interface OverlayProps {
  readonly geometry: TreeGeometry
  readonly view: StepView
  readonly zone: number
  /** Key of the block that the keyboard is on. */
  readonly cursor: string | null
}

/** What lies over the blocks: rings, the ties of buddies, the verdicts of a failure. */
export function Overlay({ geometry, view, zone, cursor }: OverlayProps) {
  const { explanation } = view
  const { ringed, hovered } = useLitBlocks(view, zone)
  const keyed = blockOfKey(cursor)
  const underCursor = keyed?.zone === zone ? keyed : null
  const ring = (block: Selection, kind: 'hover' | 'selected' | 'cursor') => {
    const slot = visiblePart(geometry, slotOf(geometry, block.pfn, block.order))
    if (slot.width === 0) return null
    const off = kind === 'cursor' ? 3 : geometry.isCompact ? 1.5 : 2.5
    return (
      <Ring
        key={`${kind}:${block.pfn}:${block.order}`}
        kind={kind}
        x={slot.x - (geometry.isCompact ? off : 0)}
        y={slot.y - off}
        width={slot.width + (geometry.isCompact ? 2 * off : 0)}
        height={slot.height + 2 * off}
        radius={slot.height > 24 ? 9 : 4}
      />
    )
  }
  return (
    <Decor>
      {hovered && ring(hovered, 'hover')}
      {ringed.map((block) => ring(block, 'selected'))}
      {underCursor && ring(underCursor, 'cursor')}
      {(explanation.ties.length > 0 || explanation.verdicts.length > 0) && (
        <Suspense>
          <Annotations geometry={geometry} view={view} zone={zone} />
        </Suspense>
      )}
    </Decor>
  )
}
