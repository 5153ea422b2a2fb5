import { lazy, Suspense, useId, useMemo } from 'react'
import { blockName, blocksOfZone } from '../../core/buddy/frame-blocks.ts'
import { keyOf } from '../../store/block-pointing.ts'
import { useView } from '../../store/view.ts'
import type { NamedZoneProps } from '../../store/zone-picture.ts'
import { showExtent, useZoneWindow, wholeZone } from '../../store/zone-window.ts'
import { AxisStrip } from '../../ui/AxisStrip.tsx'
import { addressAxis } from '../../ui/address-axis.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { Ground, Rings, Ruler } from './Around.tsx'
import { blockPages, pagesGeometry } from './layout.ts'
import { PagesMark } from './PagesMark.tsx'

/** Fetched when a pointer comes near: it waits a moment before it shows in any case. */
const PagesTip = lazy(() => import('./PagesTip.tsx').then((m) => ({ default: m.PagesTip })))

/** One zone's pages. */
export function ZonePages({ label, run, view, zone, width, tabStop, cursor }: NamedZoneProps) {
  const { frame, names } = view
  const zoneConfig = run.config.zones[zone] ?? { startPfn: 0, pages: 1 }
  const patterns = useId()
  const shown = useZoneWindow(zone)
  const selected = useView((state) => state.selected)
  const geometry = useMemo(() => {
    const axis = addressAxis(width, shown)
    return pagesGeometry(axis, width, false, label !== null)
  }, [shown, width, label])
  const blocks = useMemo(() => blocksOfZone(frame, zone), [frame, zone])
  const owners = useMemo(
    () => new Set(blocks.map((block) => block.owner).filter((owner) => owner >= 0)),
    [blocks],
  )
  const pressed = selected && keyOf(selected)
  return (
    <AxisStrip
      label={label}
      axis={geometry.axis}
      bounds={wholeZone(zoneConfig)}
      onSpan={(span) => showExtent(zone, span)}
    >
      {(isPointed) => (
        <>
          <svg width={width} height={geometry.height} role="presentation">
            <PatternDefs id={patterns} owners={owners} />
            <Ground geometry={geometry} run={run} view={view} zone={zone} />
            {blocks.map((block) => {
              const key = keyOf(block)
              return (
                <PagesMark
                  key={key}
                  id={key}
                  name={blockName(block, names)}
                  owner={block.owner}
                  state={block.state}
                  pages={blockPages(block, geometry, names)}
                  band={geometry.band}
                  fontSize={geometry.fontSize}
                  isPressed={key === pressed}
                  isTabStop={key === tabStop}
                  patterns={patterns}
                />
              )
            })}
            <Ruler geometry={geometry} view={view} zone={zone} config={zoneConfig} />
            <Rings geometry={geometry} view={view} zone={zone} cursor={cursor} />
          </svg>
          <Suspense>
            {(isPointed || cursor !== null) && (
              <PagesTip
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
