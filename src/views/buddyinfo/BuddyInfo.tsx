import { Copy } from 'lucide-react'
import { useState } from 'react'
import { formatBuddyinfo } from '../../core/run/buddyinfo.ts'
import { useSimulation } from '../../store/simulation.ts'
import { IconButton } from '../../ui/Button.tsx'

/** The machine as /proc/buddyinfo prints it, row for row. */
export function BuddyInfo() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [copied, setCopied] = useState('')
  if (!run || !view) return null
  const text = formatBuddyinfo(run.config, view.frame)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(text)
  }
  return (
    <section className="side-section buddyinfo" aria-label="Kernel text">
      <div className="side-head">
        <h2 className="font-mono">/proc/buddyinfo</h2>
        <span className="grow" />
        {copied === text && <span className="text-ink-3 text-xs">copied</span>}
        <IconButton label="Copy /proc/buddyinfo" small onClick={copy}>
          <Copy size={14} aria-hidden="true" />
        </IconButton>
      </div>
      <div role="status" aria-live="off" aria-label="/proc/buddyinfo" className="font-mono">
        {text}
      </div>
      <p>free blocks of order 0 to {run.config.maxOrder}, left to right</p>
    </section>
  )
}
