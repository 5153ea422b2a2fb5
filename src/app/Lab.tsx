import { lazy, Suspense, useCallback, useState } from 'react'
import { notify, openScript, useSimulation } from '../store/simulation.ts'
import type { MenuItem } from '../ui/Menu.tsx'
import { DropHint } from './DropHint.tsx'
import { LabPanels } from './LabPanels.tsx'
import type { PlaceProps } from './places.ts'
import { ShareNote } from './ShareNote.tsx'
import { pickFile, useFileDrop } from './useFileDrop.ts'
import { useKeyboard } from './useKeyboard.ts'
import { useShare } from './useShare.ts'
import { useTitle } from './useTitle.ts'

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }))

/** Reading and saving files is fetched with the first one. */
const openFile = (file: File) =>
  void import('./files.ts').then((files) => files.openScriptFile(file))
const saveFile = () => void import('./files.ts').then((files) => files.saveSource())
const open = () => pickFile('.buddy,.txt,text/plain', openFile)

/** Write a script, step through it, see memory. */
export function Lab({ bar }: PlaceProps) {
  const [keys, setKeys] = useState<'never shown' | 'open' | 'closed'>('never shown')
  const showKeys = useCallback(() => setKeys('open'), [])
  const title = useSimulation((state) => state.run?.title ?? 'Untitled script')
  const isOver = useFileDrop(openFile)
  const { note, share, dismiss } = useShare()
  useKeyboard(showKeys)
  useTitle(title)

  return (
    <>
      {bar({ title, examples, open, share, showKeys, save: saveFile })}
      <ShareNote note={note} onSave={saveFile} onDismiss={dismiss} />
      <LabPanels />
      <Suspense>
        {keys !== 'never shown' && (
          <KeysDialog isOpen={keys === 'open'} onClose={() => setKeys('closed')} />
        )}
      </Suspense>
      {isOver && <DropHint what="a script" />}
    </>
  )
}

/** The list of examples, fetched when the menu is opened. */
async function examples(): Promise<MenuItem[]> {
  const { EXAMPLES, loadExample } = await import('../examples/index.ts')
  return EXAMPLES.map((example) => ({
    label: example.title,
    detail: example.summary,
    onSelect: () =>
      void loadExample(example).then(openScript, () =>
        notify(`"${example.title}" could not be fetched. Is the page's server still there?`),
      ),
  }))
}
