import { useMemo } from 'react'
import { zoneLabel } from '../../core/buddy/config.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'
import { blockKeys, blockPointing, heirOf, keyOf } from '../../store/block-pointing.ts'
import { useView } from '../../store/view.ts'
import { MarkPicture } from '../../ui/MarkPicture.tsx'
import { ROVING } from '../../ui/useRoving.ts'
import { TreeStrip } from './TreeStrip.tsx'
import { useMotion } from './useMotion.ts'

interface NamedTreeProps {
  readonly run: RunSummary
  readonly view: StepView
  readonly width: number
}

const pointing = blockPointing(ROVING)

/** The tree with an element for every block. */
export function NamedTree({ run, view, width }: NamedTreeProps) {
  const { frame, explanation } = view
  const { zones } = run.config
  const selected = useView((state) => state.selected)
  const motion = useMotion(frame, run)
  const keys = useMemo(() => blockKeys(frame), [frame])
  const enter = selected ?? explanation.focus[0]
  return (
    <MarkPicture
      keys={keys}
      preferred={enter ? keyOf(enter) : null}
      heirOf={(key) => heirOf(frame, key)}
      data-fade={motion.isFade ? motion.fades % 2 : undefined}
      {...pointing}
    >
      {(tabStop, cursor) =>
        zones.map((zone, index) => (
          <TreeStrip
            key={zoneLabel(zone)}
            label={zones.length > 1 ? zoneLabel(zone) : null}
            run={run}
            view={view}
            zone={index}
            width={width}
            tabStop={tabStop}
            cursor={cursor}
            motion={motion}
          />
        ))
      }
    </MarkPicture>
  )
}
