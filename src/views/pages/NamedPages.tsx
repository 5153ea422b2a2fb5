import { useMemo } from 'react'
import { zoneStrips } from '../../core/buddy/config.ts'
import { blockKeys, blockPointing, heirOf, keyOf } from '../../store/block-pointing.ts'
import { useView } from '../../store/view.ts'
import type { ZonePictureProps } from '../../store/zone-picture.ts'
import { MarkPicture } from '../../ui/MarkPicture.tsx'
import { ROVING } from '../../ui/useRoving.ts'
import { ZonePages } from './ZonePages.tsx'

const pointing = blockPointing(ROVING)

/** The pages with an element for every block. */
export function NamedPages({ run, view, width }: Omit<ZonePictureProps, 'label' | 'zone'>) {
  const { frame, explanation } = view
  const selected = useView((state) => state.selected)
  const keys = useMemo(() => blockKeys(frame), [frame])
  const enter = selected ?? explanation.focus[0]
  return (
    <MarkPicture
      keys={keys}
      preferred={enter ? keyOf(enter) : null}
      heirOf={(key) => heirOf(frame, key)}
      {...pointing}
    >
      {(tabStop, cursor) =>
        zoneStrips(run.config.zones).map(({ key, ...strip }) => (
          <ZonePages
            key={key}
            {...strip}
            run={run}
            view={view}
            width={width}
            tabStop={tabStop}
            cursor={cursor}
          />
        ))
      }
    </MarkPicture>
  )
}
