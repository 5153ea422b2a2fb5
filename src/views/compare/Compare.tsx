import './compare.css'
import { useEffect, useMemo } from 'react'
import { zoneLabel } from '../../core/buddy/config.ts'
import type { Frame } from '../../core/buddy/frame.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { formatCount, shortBytes } from '../../core/units.ts'
import {
  compareWith,
  followRun,
  otherSettings,
  ownSetting,
  useCompare,
} from '../../store/compare.ts'
import { useSimulation } from '../../store/simulation.ts'
import { CompareMap } from './CompareMap.tsx'
import { Legend } from './Legend.tsx'
import {
  areAtSameAddresses,
  comparedBy,
  compareOrders,
  compareZone,
  countPageblocks,
  unmovablePageblocks,
} from './layout.ts'
import { OrderTable } from './OrderTable.tsx'
import { groupingText, outcomeText, verdictText } from './words.ts'

/** The same script under two settings, side by side in step. */
export function Compare() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const { setting, run: otherRun, view: otherView, errors, trouble } = useCompare()
  useEffect(followRun, [])
  if (!run || !view || setting === null) return null
  return (
    <section className="compare" aria-label="Compare">
      <header className="compare-head">
        <label>
          Compare with
          <select value={setting} onChange={(event) => compareWith(event.target.value)}>
            {otherSettings(run.config).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
        {otherRun && (
          <Legend
            by={comparedBy(run.config, otherRun.config)}
            hasInUse={run.config.zones.some(({ free }) => free !== null)}
          />
        )}
      </header>
      {trouble && (
        <p className="compare-trouble" role="alert">
          {trouble} {errors[0] && `Line ${errors[0].line}: ${errors[0].message}`}
        </p>
      )}
      {otherRun && otherView && (
        <Sides run={run} view={view} otherRun={otherRun} otherView={otherView} setting={setting} />
      )}
    </section>
  )
}

interface SidesProps {
  readonly run: RunSummary
  readonly view: StepView
  readonly otherRun: RunSummary
  readonly otherView: StepView
  readonly setting: string
}

function Sides({ run, view, otherRun, otherView, setting }: SidesProps) {
  const { zones, maxOrder, pageSize, pageblockOrder } = run.config
  const sides = [ownSetting(run.config, setting), setting] as const
  const by = comparedBy(run.config, otherRun.config)
  const maps = useMemo(
    () => zones.map((zone, i) => compareZone(view.frame, otherView.frame, i, zone, by)),
    [zones, view.frame, otherView.frame, by],
  )
  const orders = useMemo(
    () => compareOrders(view.frame, otherView.frame, zones.length, maxOrder),
    [view.frame, otherView.frame, zones.length, maxOrder],
  )
  const isSamePlace = useMemo(
    () => areAtSameAddresses(view.frame, otherView.frame),
    [view.frame, otherView.frame],
  )
  const isLed = run.config.grouping !== otherRun.config.grouping
  const unmovable = useMemo(() => {
    const count = (frame: Frame) => (isLed ? unmovablePageblocks(frame, zones, pageblockOrder) : 0)
    return [count(view.frame), count(otherView.frame)] as const
  }, [isLed, view.frame, otherView.frame, zones, pageblockOrder])
  const lead = groupingText(unmovable, countPageblocks(zones, pageblockOrder), sides)
  return (
    <>
      <p className="compare-verdict" aria-live="polite">
        {[lead, verdictText(orders, sides, pageSize, isSamePlace)].filter(Boolean).join(' ')}
      </p>
      {maps.map((map, i) => {
        const zone = zones[i]
        return (
          zone && (
            <figure key={zoneLabel(zone)} aria-label={zoneLabel(zone)}>
              {zones.length > 1 && <figcaption>{zoneLabel(zone)}</figcaption>}
              <CompareMap map={map} by={by} labels={sides} />
              <p className="compare-scale">
                a cell is {shortBytes(map.cellPages * pageSize)}; its fill is what is held
              </p>
            </figure>
          )
        )
      })}
      <dl className="compare-outcomes">
        {(
          [
            [sides[0], run, view],
            [sides[1], otherRun, otherView],
          ] as const
        ).map(([name, side, at]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd data-ok={at.action?.ok ?? true}>{outcomeText(at.action)}</dd>
            <dd>
              {formatCount(side.failures.filter((step) => step <= at.position.step).length)} failed
              so far
            </dd>
          </div>
        ))}
      </dl>
      <OrderTable orders={orders} names={sides} pageSize={pageSize} />
      {run.steps !== otherRun.steps && (
        <p className="compare-scale">
          The two do not take the same number of steps: {formatCount(run.steps)} and{' '}
          {formatCount(otherRun.steps)}.
        </p>
      )}
    </>
  )
}
