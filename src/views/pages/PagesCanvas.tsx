import { type MouseEvent, useCallback, useMemo } from 'react'
import { blockAt, zoneRange } from '../../core/buddy/frame-blocks.ts'
import { formatCount } from '../../core/units.ts'
import { blockCursorProps, useBlockCursor } from '../../store/block-cursor.ts'
import { keyOf } from '../../store/block-pointing.ts'
import { useNames } from '../../store/names.ts'
import { useSimulation } from '../../store/simulation.ts'
import type { ZonePictureProps } from '../../store/zone-picture.ts'
import { showExtent, useZoneWindow, wholeZone } from '../../store/zone-window.ts'
import { AxisStrip } from '../../ui/AxisStrip.tsx'
import { addressAxis, pfnAt } from '../../ui/address-axis.ts'
import { Canvas, type Paint } from '../../ui/Canvas.tsx'
import { PictureCursor } from '../../ui/PictureCursor.tsx'
import { pointIn } from '../../ui/point-in.ts'
import { Ground, Rings, Ruler } from './Around.tsx'
import { drawPages } from './draw.ts'
import { pagesGeometry } from './layout.ts'
import { PagesTip } from './PagesTip.tsx'
import { ownerRuns } from './runs.ts'

const onNewView = (repaint: () => void) => useSimulation.subscribe(repaint)

/** One zone's pages as runs by owner, with a summary and a cursor that speaks. */
export function PagesCanvas({ label, run, view, zone, width }: ZonePictureProps) {
  const { frame } = view
  const zoneConfig = run.config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const shown = useZoneWindow(zone)
  const geometry = useMemo(
    () => pagesGeometry(addressAxis(width, shown), width, true),
    [shown, width],
  )
  const { axis, band, height } = geometry
  const paint = useCallback<Paint>(
    (ctx, fills) => {
      const now = useSimulation.getState().view
      if (!now || zone >= now.frame.zoneBlocks.length - 1) return
      drawPages(ctx, fills, ownerRuns(now.frame, zone, axis), band)
    },
    [axis, band, zone],
  )
  const cursor = useBlockCursor(frame, zone)
  const owner = cursor.block?.owner ?? -1
  const names = useNames(useMemo(() => [owner], [owner]))
  const key = cursor.isShown && cursor.block ? keyOf(cursor.block) : null
  const blockUnder = (event: MouseEvent<HTMLElement>) => {
    const { x } = pointIn(event.currentTarget, width, event)
    const isOver = x >= axis.left && x < axis.right
    return isOver ? blockAt(frame, zone, Math.floor(pfnAt(axis, x))) : null
  }
  const [first, end] = zoneRange(frame, zone)
  return (
    <AxisStrip
      label={label}
      axis={axis}
      bounds={wholeZone(zoneConfig)}
      onSpan={(span) => showExtent(zone, span)}
    >
      {(isPointed) => (
        <>
          <div className="layers" style={{ height }}>
            <svg width={width} height={height} role="presentation">
              <Ground geometry={geometry} run={run} view={view} zone={zone} />
              <Ruler geometry={geometry} view={view} zone={zone} config={zoneConfig} />
            </svg>
            <Canvas
              width={width}
              height={band}
              paint={paint}
              subscribe={onNewView}
              role="img"
              aria-label={`Who holds ${formatCount(zoneConfig.pages)} pages, in ${formatCount(end - first)} blocks`}
            />
            <svg width={width} height={height} role="presentation">
              <Rings geometry={geometry} view={view} zone={zone} cursor={key} />
            </svg>
            <PictureCursor
              {...blockCursorProps(cursor, frame, zone, names, blockUnder)}
              className="picture-cursor"
            />
          </div>
          <PagesTip
            geometry={geometry}
            run={run}
            frame={frame}
            names={names}
            zone={zone}
            cursor={key}
            width={width}
            isPointed={isPointed}
          />
        </>
      )}
    </AxisStrip>
  )
}
