import type { RunSummary } from '../core/run/summary.ts'
import { formatBytes } from '../core/units.ts'
import { useSimulation } from '../store/simulation.ts'
import { type Picture, useView } from '../store/view.ts'
import { showExtent, useZoneWindow, wholeZone } from '../store/zone-window.ts'
import { zoomBy } from '../store/zoom.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { SegmentedControl } from '../ui/SegmentedControl.tsx'
import { machineSummary } from './machine-summary.ts'

const PICTURES: readonly { readonly value: Picture; readonly label: string }[] = [
  { value: 'step', label: 'This step' },
  { value: 'history', label: 'History' },
  { value: 'compare', label: 'Compare' },
]

const CLOSER = 2

/** Over the pictures: which picture, of which machine, how near. */
export function MiddleHead() {
  const run = useSimulation((state) => state.run)
  const picture = useView((state) => state.picture)
  const isStep = picture === 'step'
  return (
    <div className="panel-head middle-head">
      <SegmentedControl
        label="Picture"
        options={PICTURES}
        value={picture}
        onChange={(next) => useView.setState({ picture: next })}
      />
      <p className="machine">{run && <Machine run={run} picture={picture} />}</p>
      {isStep && (
        <>
          <IconButton variant="line" small label="Zoom out" onClick={() => zoomBy(1 / CLOSER)}>
            <Icon name="minus" />
          </IconButton>
          <IconButton variant="line" small label="Zoom in" onClick={() => zoomBy(CLOSER)}>
            <Icon name="plus" />
          </IconButton>
        </>
      )}
    </div>
  )
}

interface MachineProps {
  readonly run: RunSummary
  readonly picture: Picture
}

function Machine({ run, picture }: MachineProps) {
  const { config } = run
  const { zones, size, rest } = machineSummary(config)
  const [only] = config.zones
  const shown = useZoneWindow(0)
  if (picture !== 'step')
    return (
      <>
        <span className="text-ink-2">{zones}</span>
        <span className="text-ink-3">
          {picture === 'history'
            ? 'address across, steps down'
            : 'the same script, another setting'}
        </span>
      </>
    )
  const pages = shown.endPfn - shown.startPfn
  if (!only || config.zones.length > 1 || pages >= only.pages)
    return (
      <>
        <span className="text-ink-2">{zones}</span>
        <span className="text-ink-3">
          {size} · {rest}
        </span>
      </>
    )
  const whole = wholeZone(only)
  return (
    <>
      <span className="text-ink-2">{zones}</span>
      <button type="button" title="Show all of it" onClick={() => showExtent(0, whole)}>
        {size}
      </button>
      <span className="text-ink-3">›</span>
      <b>
        {formatBytes(Math.round(pages) * config.pageSize)} at 0x
        {Math.round(shown.startPfn).toString(16)}
      </b>
    </>
  )
}
