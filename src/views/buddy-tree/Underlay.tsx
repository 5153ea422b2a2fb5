import { lazy, Suspense } from 'react'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { useLitBlocks } from '../../store/lit-blocks.ts'
import { useMeasureOrder } from '../../store/measure.ts'
import { Beam, Hairlines } from '../../ui/Axis.tsx'
import { Decor } from '../../ui/Decor.tsx'
import { textWidth } from '../../ui/text-width.ts'
import type { TreeGeometry } from './layout.ts'
import { RowLabels } from './Scenery.tsx'

/** Only where not all of a zone is shown; its room is kept. */
const Minimap = lazy(() => import('./Minimap.tsx').then((m) => ({ default: m.Minimap })))

interface UnderlayProps {
  readonly geometry: TreeGeometry
  readonly run: RunSummary
  readonly view: StepView
  readonly zone: number
  readonly width: number
}

/** What lies under the blocks: labels, hairlines, the beams of what the step is about, the minimap. */
export function Underlay({ geometry, run, view, zone, width }: UnderlayProps) {
  const { axis, rows, strip, top, height, verdictY, hasMinimap } = geometry
  const order = useMeasureOrder()
  const { ringed } = useLitBlocks(view, zone)
  const { explanation, frame } = view
  const zoneConfig = run.config.zones[zone]
  const { question, verdicts } = explanation
  const room = axis.left - 26
  return (
    <Decor pointerEvents={hasMinimap ? 'auto' : 'none'}>
      <RowLabels geometry={geometry} />
      {question && verdictY !== null && zone === verdicts[0]?.zone && (
        <text x={24} y={verdictY + 15} fontSize={13} fontWeight={650} fill="var(--fail)">
          {textWidth(question.text, 13, 650) <= room ? question.text : question.short}
        </text>
      )}
      <Hairlines
        axis={axis}
        pages={2 ** (rows[0]?.order ?? 0)}
        top={top}
        pagesTop={rows.at(-1)?.y ?? top}
        bottom={strip ? strip.y + strip.height : height}
      />
      {ringed.map(({ pfn, order: k }) => (
        <Beam
          key={`${pfn}:${k}`}
          axis={axis}
          startPfn={pfn}
          endPfn={pfn + 2 ** k}
          top={top}
          bottom={height}
        />
      ))}
      {hasMinimap && zoneConfig && (
        <Suspense>
          <Minimap
            frame={frame}
            zone={zone}
            config={zoneConfig}
            pageSize={run.config.pageSize}
            order={order}
            geometry={geometry}
            width={width}
          />
        </Suspense>
      )}
    </Decor>
  )
}
