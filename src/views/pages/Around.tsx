// What stands around the cells of the pages: the ground and its beams, the pfns, rings.

import type { ZoneConfig } from '../../core/buddy/config.ts'
import { largestOrder } from '../../core/buddy/largest-order.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { blockOfKey } from '../../store/block-pointing.ts'
import { useLitBlocks } from '../../store/lit-blocks.ts'
import type { Selection } from '../../store/view.ts'
import { Beam, Hairlines, Ring } from '../../ui/Axis.tsx'
import { clampX, xOf } from '../../ui/address-axis.ts'
import { Decor } from '../../ui/Decor.tsx'
import { type PagesGeometry, pfnLabels } from './layout.ts'

interface PartProps {
  readonly geometry: PagesGeometry
  readonly view: StepView
  readonly zone: number
}

export function Ground({ geometry, run, view, zone }: PartProps & { readonly run: RunSummary }) {
  const { axis, band, rulerY, height, isNarrow } = geometry
  const { ringed: lit } = useLitBlocks(view, zone)
  const zoneConfig = run.config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const x = isNarrow ? 16 : 24
  const isLow = band < 40
  return (
    <Decor>
      <Hairlines
        axis={axis}
        pages={2 ** largestOrder(zoneConfig, run.config.maxOrder)}
        top={0}
        pagesTop={0}
        bottom={isLow || isNarrow ? band : height}
      />
      {lit.map(({ pfn, order }) => (
        <Beam
          key={`${pfn}:${order}`}
          axis={axis}
          startPfn={pfn}
          endPfn={pfn + 2 ** order}
          top={0}
          bottom={height}
        />
      ))}
      {!isNarrow && (
        <text x={x} y={isLow ? 13 : band / 2 - 4} fontSize={13} fontWeight={650} fill="var(--text)">
          pages
        </text>
      )}
      {!isNarrow && !isLow && (
        <text x={x} y={band / 2 + 12} fontSize={12} fill="var(--text-3)">
          owner
        </text>
      )}
      <text x={x} y={rulerY} fontSize={12} fill="var(--text-3)">
        pfn
      </text>
    </Decor>
  )
}

interface RulerProps extends PartProps {
  readonly config: Pick<ZoneConfig, 'startPfn' | 'pages'>
}

export function Ruler({ geometry, view, zone, config }: RulerProps) {
  const { ringed: lit } = useLitBlocks(view, zone)
  const isLit = (pfn: number) =>
    lit.some((block) => pfn >= block.pfn && pfn < block.pfn + 2 ** block.order)
  const isLow = geometry.band < 40
  return (
    <Decor className="mono">
      {pfnLabels(geometry, config.startPfn + config.pages).map(({ pfn, x, text, anchor }) => {
        const marked = anchor === 'middle' && !isLow && isLit(pfn)
        return (
          <text
            key={pfn}
            x={x}
            y={geometry.rulerY}
            textAnchor={anchor}
            className="mono"
            fontSize={isLow ? 12 : 13}
            fontWeight={marked ? 700 : 500}
            fill={marked ? 'var(--accent)' : isLow ? 'var(--text-3)' : 'var(--text)'}
          >
            {text}
          </text>
        )
      })}
    </Decor>
  )
}

interface CursorProps {
  /** Key of the block that the keyboard is on. */
  readonly cursor: string | null
}

export function Rings({ geometry, view, zone, cursor }: PartProps & CursorProps) {
  const { ringed: lit, hovered } = useLitBlocks(view, zone)
  const at = blockOfKey(cursor)
  const ring = ({ pfn, order }: Selection, kind: 'hover' | 'selected' | 'cursor') => {
    const { axis, band } = geometry
    const x = clampX(axis, xOf(axis, pfn))
    const width = clampX(axis, xOf(axis, pfn + 2 ** order)) - x
    if (width <= 0) return null
    const off = kind === 'cursor' ? 4 : 2.5
    return (
      <Ring
        key={`${kind}:${pfn}:${order}`}
        kind={kind}
        x={x}
        y={-off}
        width={width}
        height={band + 2 * off}
        radius={3}
      />
    )
  }
  return (
    <Decor>
      {hovered && ring(hovered, 'hover')}
      {lit.map((block) => ring(block, 'selected'))}
      {at?.zone === zone && ring(at, 'cursor')}
    </Decor>
  )
}
