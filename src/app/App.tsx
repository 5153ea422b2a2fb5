import { useCallback, useState } from 'react'
import { Router } from 'wouter'
import { DropHint } from './DropHint.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { PLACES } from './places.ts'
import { ShareNote } from './ShareNote.tsx'
import { TopBar } from './TopBar.tsx'
import { useFiles } from './useFiles.ts'
import { useKeyboard } from './useKeyboard.ts'
import { useMedia } from './useMedia.ts'
import { usePlace } from './usePlace.ts'
import { useShare } from './useShare.ts'

/** Below this the top bar folds into a menu. */
const NARROW = '(width < 820px)'

export function App() {
  const [areKeysShown, setKeysShown] = useState(false)
  const showKeys = useCallback(() => setKeysShown(true), [])
  const isNarrow = useMedia(NARROW)
  const { open, save, isOver } = useFiles()
  const { note, share, dismiss } = useShare()
  const [place] = usePlace()
  const here = PLACES.find(({ path }) => path === place) ?? PLACES[0]
  useKeyboard(showKeys)

  return (
    <Router hook={usePlace}>
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
      <KeysDialog isOpen={areKeysShown} onClose={() => setKeysShown(false)} />
      {isOver && <DropHint />}
    </Router>
  )
}
