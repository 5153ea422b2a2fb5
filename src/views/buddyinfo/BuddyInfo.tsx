import { useState } from 'react'
import { formatBuddyinfo } from '../../core/kernel-print/buddyinfo.ts'
import { useSimulation } from '../../store/simulation.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useSize } from '../../ui/useSize.ts'
import { orderRuler, rowLength } from './ruler.ts'

/** Width of a character of the mono face at 12 px. */
const CHARACTER = 7.23

/** The machine as /proc/buddyinfo prints it, row for row. */
export function BuddyInfo() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [measure, { width }] = useSize()
  const [copied, setCopied] = useState('')
  const text = run && view ? formatBuddyinfo(run.config, view.frame) : ''
  const maxOrder = run?.config.maxOrder ?? 0
  const fits = rowLength(maxOrder) * CHARACTER <= width
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  }
  const inspect = async () => {
    const { openText } = await import('../../store/paste.ts')
    openText(text)
    location.assign('#/inspect')
  }
  return (
    <section ref={measure} className="side-section buddyinfo" aria-label="Kernel text">
      <div className="side-head">
        <h2 className="mono">/proc/buddyinfo</h2>
        <span className="grow" />
        {text !== '' && copied === text && <span>copied</span>}
        <IconButton label="Inspect this" small onClick={inspect}>
          <Icon name="arrow" />
        </IconButton>
        <IconButton label="Copy /proc/buddyinfo" small onClick={copy}>
          <Icon name="copy" />
        </IconButton>
      </div>
      <div
        role="status"
        aria-live="off"
        aria-label="/proc/buddyinfo"
        className="mono"
        data-fits={fits}
      >
        {text}
      </div>
      {fits ? (
        <p className="mono">{orderRuler(maxOrder)}</p>
      ) : (
        <p>free blocks of order 0 to {maxOrder}, left to right</p>
      )}
    </section>
  )
}
