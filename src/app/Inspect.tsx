import '../styles/inspect.css'
import '../styles/inspect-verdict.css'
import '../styles/inspect-parts.css'
import '../styles/inspect-lists.css'
import '../styles/inspect-tables.css'
import { lazy, Suspense, useCallback, useState } from 'react'
import { openFile, usePaste } from '../store/paste.ts'
import { openScript, notify as tellLab } from '../store/simulation.ts'
import { DropHint } from './DropHint.tsx'
import { InspectReport } from './InspectReport.tsx'
import { InspectStart } from './InspectStart.tsx'
import type { PlaceProps } from './places.ts'
import { ShareTextDialog } from './ShareTextDialog.tsx'
import { textExamples } from './text-examples.ts'
import { pickFile, useFileDrop } from './useFileDrop.ts'
import { useInspectAddress } from './useInspectAddress.ts'
import { useInspectKeys } from './useInspectKeys.ts'
import { usePasteAnywhere } from './usePasteAnywhere.ts'
import { useTitle } from './useTitle.ts'

const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog }))

/** Any file: logs have any name. */
const open = () => pickFile('', openFile)

/** Paste what a kernel prints, understand it. */
export function Inspect({ bar }: PlaceProps) {
  const [dialog, setDialog] = useState<'keys' | 'share' | null>(null)
  const [hadKeys, setHadKeys] = useState(false)
  const showKeys = useCallback(() => {
    setHadKeys(true)
    setDialog('keys')
  }, [])
  const close = useCallback(() => setDialog(null), [])
  const hasLook = usePaste((state) => state.look !== null)
  const isOver = useFileDrop(openFile)
  usePasteAnywhere()
  useInspectAddress()
  useInspectKeys(showKeys)
  useTitle('Inspect')

  return (
    <>
      {bar({
        title: null,
        examples: textExamples,
        open,
        share: () => setDialog('share'),
        showKeys,
      })}
      <main className="inspect">
        <InspectStart open={open} />
        {hasLook && <InspectReport onOpenLab={openInLab} />}
      </main>
      <ShareTextDialog isOpen={dialog === 'share'} onClose={close} />
      <Suspense>
        {hadKeys && <KeysDialog isInspect isOpen={dialog === 'keys'} onClose={close} />}
      </Suspense>
      {isOver && <DropHint what="a file" />}
    </>
  )
}

function openInLab(script: string, notes: readonly string[]): void {
  openScript(script)
  if (notes.length > 0) tellLab(notes.join(' '))
  location.assign('#/lab')
}
