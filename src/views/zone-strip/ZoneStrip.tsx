import { Fragment, useId } from 'react'
import { type MachineConfig, zoneLabel } from '../../core/buddy/config.ts'
import type { BuddyEvent } from '../../core/buddy/event.ts'
import { counterOf, zoneCounts } from '../../core/buddy/frame.ts'
import type { StepView } from '../../core/run/summary.ts'
import { formatBytes, type Pages } from '../../core/units.ts'
import { eventsSoFar } from '../../store/events-so-far.ts'
import { isBeforeStep } from '../../store/mark-test.ts'
import { pinZone, usePinnedZone, useShownZone } from '../../store/shown-zone.ts'
import { useSimulation } from '../../store/simulation.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { useSize } from '../../ui/useSize.ts'
import { NO_AMOUNT, zoneWords } from './amounts.ts'
import {
  hasBlock,
  layoutStrip,
  type NodeHead,
  STRIP,
  stopWords,
  type Walk,
  walkOf,
} from './layout.ts'
import { WalkLine } from './WalkLine.tsx'
import { ZoneMark } from './ZoneMark.tsx'

/** Nodes and their zones, what is free in each, and how the last request walked over them. */
export function ZoneStrip() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [measure, { width }] = useSize()
  if (!run || !view) return null
  return (
    <section aria-label="Zones" className="linux-part zones">
      <div ref={measure} className="linux-picture">
        {width > 0 && <Picture config={run.config} view={view} width={width} />}
      </div>
    </section>
  )
}

interface PictureProps {
  readonly config: MachineConfig
  readonly view: StepView
  readonly width: number
}

function Picture({ config, view, width }: PictureProps) {
  const patterns = useId()
  const shown = useShownZone()
  const pinned = usePinnedZone()
  const { zones, pageSize } = config
  const events = eventsSoFar(view)
  const walk = walkOf(events, (zone, order) => hasBlock(view.frame, config.maxOrder, zone, order))
  const amounts = zones.map((zone, i) => ({
    free: freePages(view, config, i),
    perCpu: view.frame.linux ? counterOf(view.frame.linux, i, 'pcpPages') : 0,
    pages: zone.pages,
  }))
  const usual = layoutStrip(zones, width)
  const { words, areBelow } = zoneWords(
    usual.bars,
    zones.map(({ zone }) => zone),
    zones.findIndex((zone) => zoneLabel(zone) === pinned),
    amounts,
    pageSize,
  )
  const layout = areBelow ? layoutStrip(zones, width, STRIP.line) : usual
  const last = walk.stops.at(-1)
  const serving = last?.ok ? last.zone : null
  return (
    <>
      <svg width={width} height={layout.height} aria-hidden="true">
        <PatternDefs id={patterns} />
        {layout.nodes.map((node) => (
          <Head key={node.node} node={node} pageSize={pageSize} />
        ))}
        {layout.bars.map((bar) => {
          const zone = zones[bar.zone]
          return (
            zone && (
              <ZoneMark
                key={zoneLabel(zone)}
                bar={bar}
                title={words[bar.zone]?.title ?? ''}
                amount={words[bar.zone]?.amount ?? ''}
                isBelow={areBelow}
                {...(amounts[bar.zone] ?? NO_AMOUNT)}
                isServing={bar.zone === serving}
                isShown={bar.zone === shown}
                patterns={patterns}
              />
            )
          )
        })}
        <WalkLine layout={layout} stops={walk.stops} />
      </svg>
      {layout.bars.map((bar) => {
        const zone = zones[bar.zone]
        const label = zone ? zoneLabel(zone) : ''
        return (
          <button
            key={label}
            type="button"
            className="zone-button"
            aria-label={`Show ${label}`}
            aria-pressed={label === pinned}
            title={`Keep showing ${label}`}
            style={{
              left: bar.x,
              top: bar.y,
              width: bar.width,
              height: STRIP.barHeight + 20 + (areBelow ? STRIP.line : 0),
            }}
            onClick={() => pinZone(label)}
          />
        )
      })}
      <p className="zone-walk" data-sums={config.watermarks}>
        {walk.stops.length > 0 && (
          <>
            <b>{walkHead(walk, events)}</b>{' '}
            {walk.stops.map((stop, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stop is its place in the walk
              <Fragment key={i}>
                <span>
                  <i className="zone-stop">{i + 1}</i> {nameOf(config, stop.zone)}:{' '}
                  {stopWords(stop, i === 0, view.frame.linux)}
                  {i < walk.stops.length - 1 && ';'}
                </span>{' '}
              </Fragment>
            ))}
          </>
        )}
      </p>
    </>
  )
}

/** `Tried at the low mark, on what was free before this step`. */
function walkHead({ mark, stops }: Walk, events: readonly BuddyEvent[]): string {
  const test = stops[0]?.test
  const when = test && isBeforeStep(events, test) ? ', on what was free before this step' : ''
  return mark ? `Tried at the ${mark} mark${when}:` : 'Tried:'
}

/** The node only where there are several. */
function nameOf({ zones }: MachineConfig, index: number): string {
  const zone = zones[index]
  if (!zone) return ''
  const isOneNode = zones.every(({ node }) => node === zone.node)
  return isOneNode ? zone.zone : `Node ${zone.node}, ${zone.zone}`
}

function freePages({ frame }: StepView, { maxOrder }: MachineConfig, zone: number): Pages {
  return zoneCounts(frame, zone, maxOrder).reduce((sum, count, k) => sum + count * 2 ** k, 0)
}

interface HeadProps {
  readonly node: NodeHead
  readonly pageSize: number
}

function Head({ node: { node, pages, after, x, y }, pageSize }: HeadProps) {
  const place = after === null ? 'near CPU 0' : `tried after node ${after}`
  return (
    <text x={x} y={y + STRIP.head} fontSize={12} fill="var(--text-3)">
      <tspan fontSize={13} fontWeight={650} fill="var(--text)">
        Node {node}
      </tspan>
      <tspan dx={8}>
        {formatBytes(pages * pageSize)}, {place}
      </tspan>
    </text>
  )
}
