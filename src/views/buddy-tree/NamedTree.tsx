import { useMemo } from 'react'
import { zoneStrips } from '../../core/buddy/config.ts'
import { blockKeys, blockPointing, heirOf, keyOf } from '../../store/block-pointing.ts'
import { useView } from '../../store/view.ts'
import type { ZonePictureProps } from '../../store/zone-picture.ts'
import { MarkPicture } from '../../ui/MarkPicture.tsx'
import { ROVING } from '../../ui/useRoving.ts'
import { TreeStrip } from './TreeStrip.tsx'
import { useMotion } from './useMotion.ts'

const pointing = blockPointing(ROVING)

/** The tree with an element for every block. */
export function NamedTree({ run, view, width }: Omit<ZonePictureProps, 'label' | 'zone'>) {
  const { frame, explanation } = view
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
        zoneStrips(run.config.zones).map(({ key, ...strip }) => (
          <TreeStrip
            key={key}
            {...strip}
            run={run}
            view={view}
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
