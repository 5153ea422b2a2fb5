import { useEffect, useId, useMemo, useRef } from 'react'
import { type ZoneConfig, zoneLabel } from '../../core/buddy/config.ts'
import type { ActionRow } from '../../core/run/summary.ts'
import { formatCount } from '../../core/units.ts'
import { seekStep, useSimulation } from '../../store/simulation.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { useSize } from '../../ui/useSize.ts'
import { firstShown, foldHistory } from './fold.ts'
import { HistoryStrip } from './HistoryRow.tsx'
import { cellsOf, headPfns, stretchesOf } from './layout.ts'

/** Most actions that are shown: past them a row is no longer a picture to read. */
export const HISTORY_STEPS = 200

/** The whole run in one table, address across, steps down, as textbooks print it. */
export function History() {
  const run = useSimulation((state) => state.run)
  const step = useSimulation((state) => state.view?.position.step ?? 0)
  const [measure, { width }] = useSize()
  const patterns = useId()
  const current = useRef<HTMLTableRowElement>(null)
  const listed = run?.actions.length ?? 0
  const first = firstShown(step, listed, HISTORY_STEPS)
  const rows = useMemo(() => (run ? foldHistory(run, first, HISTORY_STEPS) : []), [run, first])
  const stretches = useMemo(
    () => stretchesOf(run?.config.zones ?? [], Math.max(40, width)),
    [run, width],
  )
  const strips = useMemo(() => rows.map((blocks) => cellsOf(blocks, stretches)), [rows, stretches])
  const names = useMemo(
    () => new Map((run?.actions ?? []).map(({ owner, name }) => [owner, name ?? ''])),
    [run],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row to bring into sight changes with the step
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [step])

  if (!run) return null
  const isTooLong = run.steps > HISTORY_STEPS
  return (
    <section className="history" aria-label="History">
      {isTooLong && <p className="history-note">{tooLongText(run.steps, listed, first)}</p>}
      <svg width={0} height={0} aria-hidden="true" className="absolute">
        <PatternDefs id={patterns} owners={[...names.keys()]} />
      </svg>
      <table>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col" className="history-strip">
              <span className="unseen">memory, by address</span>
              <div ref={measure} className="history-axis" aria-hidden="true">
                {stretches.length > 1 &&
                  stretches.map(({ left, width: room }, zone) => (
                    <b key={left} style={{ left, width: room }}>
                      {zoneName(run.config.zones, zone)}
                    </b>
                  ))}
                {headPfns(stretches).map(({ pfn, x, anchor }) => (
                  <span key={pfn} style={{ left: x }} data-anchor={anchor}>
                    {pfn}
                  </span>
                ))}
              </div>
            </th>
            <th scope="col">what happened</th>
          </tr>
        </thead>
        <tbody>
          {strips.map((cells, i) => {
            const at = first + i
            const action = run.actions[at - 1]
            const isCurrent = at === step
            return (
              <tr
                key={action?.step ?? 0}
                ref={isCurrent ? current : null}
                aria-current={isCurrent ? 'step' : undefined}
                data-fails={action?.ok === false}
                onClick={() => seekStep(at)}
              >
                <th scope="row">
                  <button type="button" onClick={() => seekStep(at)}>
                    <span>{at}</span> {action?.label ?? 'start'}
                  </button>
                </th>
                <td className="history-strip">
                  <HistoryStrip
                    cells={cells}
                    width={Math.max(40, width)}
                    names={names}
                    patterns={patterns}
                  />
                </td>
                <td>{briefOf(action)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Over a narrow part there is room for little more than the name; the node only where there are several. */
function zoneName(zones: readonly ZoneConfig[], at: number): string {
  const zone = zones[at]
  if (!zone) return ''
  return zones.every(({ node }) => node === zone.node) ? zone.zone : zoneLabel(zone)
}

function briefOf(action: ActionRow | undefined): string {
  return action?.brief ?? ''
}

function tooLongText(steps: number, listed: number, first: number): string {
  return listed === 0
    ? `This run has ${formatCount(steps)} steps. The history draws runs of up to 2 000 steps; use the timeline below.`
    : `Steps ${formatCount(first)} to ${formatCount(first + HISTORY_STEPS)} of ${formatCount(steps)}; it goes along with the timeline below, which has all of them.`
}
