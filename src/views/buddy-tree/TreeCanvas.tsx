import { type MouseEvent, useCallback, useMemo } from 'react'
import { zoneRange } from '../../core/buddy/frame-blocks.ts'
import { formatCount } from '../../core/units.ts'
import { blockCursorProps, useBlockCursor } from '../../store/block-cursor.ts'
import { keyOf } from '../../store/block-pointing.ts'
import { useNames } from '../../store/names.ts'
import { useSimulation } from '../../store/simulation.ts'
import type { ZonePictureProps } from '../../store/zone-picture.ts'
import { focusIn, showExtent, useZoneWindow, wholeZone } from '../../store/zone-window.ts'
import { AxisStrip } from '../../ui/AxisStrip.tsx'
import { Canvas, type Paint } from '../../ui/Canvas.tsx'
import { PictureCursor } from '../../ui/PictureCursor.tsx'
import { pointIn } from '../../ui/point-in.ts'
import { BlockTip } from './BlockTip.tsx'
import { drawTree, LEAST_LABEL } from './draw.ts'
import { hitTree } from './hit.ts'
import { labelledOwners } from './labelled.ts'
import { treeGeometry } from './layout.ts'
import { treeMarks } from './marks.ts'
import { Overlay } from './Overlay.tsx'
import { Underlay } from './Underlay.tsx'

const onNewView = (repaint: () => void) => useSimulation.subscribe(repaint)

/** One zone of more blocks than elements can stand for: a canvas, a summary, and a cursor that speaks. */
export function TreeCanvas({ label, run, view, zone, width }: ZonePictureProps) {
  const { config } = run
  const { frame } = view
  const zoneConfig = config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const shown = useZoneWindow(zone)
  const geometry = useMemo(
    () => treeGeometry(config, zoneConfig, shown, width, label !== null),
    [config, zoneConfig, shown, width, label],
  )

  const cursor = useBlockCursor(frame, zone)
  const spoken = cursor.block?.owner ?? -1
  const owners = useMemo(
    () => [...labelledOwners(frame, zone, geometry, LEAST_LABEL), spoken],
    [frame, zone, geometry, spoken],
  )
  const names = useNames(owners)
  const paint = useCallback<Paint>(
    (ctx, fills) => {
      const now = useSimulation.getState().view
      if (!now || zone >= now.frame.zoneBlocks.length - 1) return
      const marks = treeMarks(now.frame, zone, geometry, geometry.axis, false)
      const { fontFamily } = getComputedStyle(ctx.canvas)
      ctx.save()
      ctx.beginPath()
      ctx.rect(
        geometry.axis.left - 1,
        0,
        geometry.axis.right - geometry.axis.left + 2,
        geometry.height,
      )
      ctx.clip()
      drawTree(ctx, fills, marks, geometry, names, fontFamily)
      ctx.restore()
    },
    [geometry, zone, names],
  )

  const blockUnder = (event: MouseEvent<HTMLElement>) => {
    const { x, y } = pointIn(event.currentTarget, width, event)
    return hitTree(frame, zone, geometry, x, y)
  }
  const [first, end] = zoneRange(frame, zone)
  return (
    <AxisStrip
      label={label}
      axis={geometry.axis}
      bounds={wholeZone(zoneConfig)}
      onSpan={(span) => showExtent(zone, span)}
      wanted={label ? focusIn(view, zone) : null}
    >
      {(isPointed) => (
        <>
          <div className="layers" style={{ height: geometry.height }}>
            <svg width={width} height={geometry.height} role="presentation">
              <Underlay geometry={geometry} run={run} view={view} zone={zone} width={width} />
            </svg>
            <Canvas
              width={width}
              height={geometry.height}
              paint={paint}
              subscribe={onNewView}
              role="img"
              aria-label={`${formatCount(end - first)} blocks by order over their addresses`}
            />
            <svg width={width} height={geometry.height} role="presentation">
              <Overlay
                geometry={geometry}
                view={view}
                zone={zone}
                cursor={cursor.isShown && cursor.block ? keyOf(cursor.block) : null}
              />
            </svg>
            <PictureCursor
              {...blockCursorProps(cursor, frame, zone, names, blockUnder)}
              className="picture-cursor"
              style={{ top: geometry.top }}
            />
          </div>
          <BlockTip
            geometry={geometry}
            run={run}
            frame={frame}
            names={names}
            zone={zone}
            cursor={cursor.isShown && cursor.block ? keyOf(cursor.block) : null}
            width={width}
            isPointed={isPointed}
          />
        </>
      )}
    </AxisStrip>
  )
}
