import { lazy, Suspense, useCallback, useState } from 'react'
import { DropHint } from './DropHint.tsx'
import { PLACES } from './places.ts'
import { ShareNote } from './ShareNote.tsx'
import { TopBar } from './TopBar.tsx'
import { useFiles } from './useFiles.ts'
import { useKeyboard } from './useKeyboard.ts'
import { useMedia } from './useMedia.ts'
import { usePlace } from './usePlace.ts'
import { useShare } from './useShare.ts'

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }))

/** Below this the top bar folds into a menu. */
const NARROW = '(width < 820px)'

export function App() {
  const [keys, setKeys] = useState<'never shown' | 'open' | 'closed'>('never shown')
  const showKeys = useCallback(() => setKeys('open'), [])
  const isNarrow = useMedia(NARROW)
  const { open, save, isOver } = useFiles()
  const { note, share, dismiss } = useShare()
  const place = usePlace()
  const here = PLACES.find(({ path }) => path === place) ?? PLACES[0]
  useKeyboard(showKeys)

  return (
    <>
      <div className="page">
        <TopBar
          isNarrow={isNarrow}
          place={here?.path ?? ''}
          open={open}
          save={save}
          share={share}
          showKeys={showKeys}
        />
        <ShareNote note={note} onSave={save} onDismiss={dismiss} />
        {here && <here.Page />}
      </div>
      <Suspense>
        {keys !== 'never shown' && (
          <KeysDialog isOpen={keys === 'open'} onClose={() => setKeys('closed')} />
        )}
      </Suspense>
      {isOver && <DropHint />}
    </>
  )
}
