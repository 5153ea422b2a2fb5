import { BLOCK_ON_PCP, type Frame } from '../../core/buddy/frame.ts'
import { blockAt } from '../../core/buddy/frame-blocks.ts'
import type { RowGeometry } from './layout.ts'

interface PcpCellsProps {
  readonly frame: Frame
  readonly zone: number
  readonly geometry: RowGeometry
}

/** Cells that lie wholly on a per-CPU list: free, though in no free list, so no hatch is theirs. */
export function PcpCells({ frame, zone, geometry: { cells, top, cellHeight } }: PcpCellsProps) {
  return cells
    .filter(({ startPfn, endPfn }) => {
      const block = blockAt(frame, zone, startPfn)
      return block?.state === BLOCK_ON_PCP && block.pfn + 2 ** block.order >= endPfn
    })
    .map(({ startPfn, x, width }) => (
      <rect
        key={startPfn}
        x={x + 0.5}
        y={top + 0.5}
        width={Math.max(width - 1, 0.5)}
        height={cellHeight - 1}
        fill="var(--free-fill)"
        {...(width > 4 ? { stroke: 'var(--free-edge)', strokeDasharray: '3 2' } : {})}
      />
    ))
}
