import { lazy, Suspense, useId, useMemo } from 'react'
import { blockName, holderOf } from '../../core/buddy/frame-blocks.ts'
import { keyOf } from '../../store/block-pointing.ts'
import { useView } from '../../store/view.ts'
import type { NamedZoneProps } from '../../store/zone-picture.ts'
import { focusIn, showExtent, useZoneWindow, wholeZone } from '../../store/zone-window.ts'
import { AxisStrip } from '../../ui/AxisStrip.tsx'
import { PatternDefs } from '../../ui/patterns.tsx'
import { BlockMark } from './BlockMark.tsx'
import { treeGeometry } from './layout.ts'
import { treeMarks, visiblePart } from './marks.ts'
import type { Motion } from './motion.ts'
import { Overlay } from './Overlay.tsx'
import { Brackets, Curtains, Strip } from './Scenery.tsx'
import { Underlay } from './Underlay.tsx'

/** Fetched when a pointer comes near: it waits a moment before it shows in any case. */
const BlockTip = lazy(() => import('./BlockTip.tsx').then((m) => ({ default: m.BlockTip })))

interface TreeStripProps extends NamedZoneProps {
  readonly motion: Motion
}

/** One zone of the tree. */
export function TreeStrip(props: TreeStripProps) {
  const { label, run, view, zone, width, tabStop, cursor, motion } = props
  const { config } = run
  const { frame, names, explanation } = view
  const zoneConfig = config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const patterns = useId()
  const shown = useZoneWindow(zone)
  const selected = useView((state) => state.selected)
  const geometry = useMemo(
    () => treeGeometry(config, zoneConfig, shown, width, label !== null),
    [config, zoneConfig, shown, width, label],
  )
  const marks = useMemo(() => {
    const all = wholeZone(zoneConfig)
    return treeMarks(frame, zone, geometry, all, true)
  }, [frame, zone, zoneConfig, geometry])
  const owners = useMemo(
    () => new Set(marks.blocks.map((block) => block.owner).filter((owner) => owner >= 0)),
    [marks],
  )
  const pressed = selected && keyOf(selected)
  const { axis, height } = geometry
  return (
    <AxisStrip
      label={label}
      axis={axis}
      bounds={wholeZone(zoneConfig)}
      onSpan={(span) => showExtent(zone, span)}
      wanted={label ? focusIn(view, zone) : null}
    >
      {(isPointed) => (
        <>
          <svg width={width} height={height} role="presentation">
            <PatternDefs id={patterns} owners={owners} />
            <clipPath id={`${patterns}-clip`}>
              <rect x={axis.left - 4} y={0} width={axis.right - axis.left + 8} height={height} />
            </clipPath>
            <Underlay geometry={geometry} run={run} view={view} zone={zone} width={width} />
            <g {...(geometry.hasMinimap ? { clipPath: `url(#${patterns}-clip)` } : {})}>
              <Curtains blocks={marks.blocks} bottom={height} />
              <Brackets
                brackets={marks.brackets}
                geometry={geometry}
                hasWords={explanation.verdicts.length === 0}
              />
              <Strip columns={marks.columns} geometry={geometry} />
              {marks.blocks.map((block) => {
                const part = visiblePart(geometry, block)
                return (
                  <BlockMark
                    key={block.key}
                    id={block.key}
                    name={blockName(block, names)}
                    holder={holderOf(block, names)}
                    owner={block.owner}
                    state={block.state}
                    x={block.x}
                    y={block.y}
                    width={block.width}
                    height={block.height}
                    labelX={part.x}
                    labelWidth={part.width}
                    isInStrip={block.isInStrip}
                    isPressed={block.key === pressed}
                    isTabStop={block.key === tabStop}
                    entrance={motion.entrances.get(block.key) ?? null}
                    rise={geometry.pitch}
                    patterns={patterns}
                  />
                )
              })}
            </g>
            <Overlay geometry={geometry} view={view} zone={zone} cursor={cursor} />
          </svg>
          <Suspense>
            {(isPointed || cursor !== null) && (
              <BlockTip
                geometry={geometry}
                run={run}
                frame={frame}
                names={names}
                zone={zone}
                cursor={cursor}
                width={width}
                isPointed={isPointed}
              />
            )}
          </Suspense>
        </>
      )}
    </AxisStrip>
  )
}
