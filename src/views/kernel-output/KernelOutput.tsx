import { type ReactNode, useRef, useState } from 'react'
import { cancelReading, clear, dismissNotice, usePaste } from '../../store/paste.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Field } from './Field.tsx'
import { ReadLine } from './ReadLine.tsx'
import { Spoken } from './Spoken.tsx'
import { Working } from './Working.tsx'

interface KernelOutputProps {
  /** What stands around the field while nothing is in it: what to paste, and examples. */
  readonly intro: ReactNode
  readonly examples: ReactNode
}

/** Where text comes in: all of the page at first, one line with what was read afterwards. */
export function KernelOutput({ intro, examples }: KernelOutputProps) {
  const isEmpty = usePaste(({ text, held }) => text === '' && held === null)
  const progress = usePaste((state) => state.progress)
  const notice = usePaste((state) => state.notice)
  const [isOpen, setOpen] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const shape = isEmpty ? 'empty' : isOpen ? 'open' : 'line'
  const change = () => {
    field.current?.focus()
    field.current?.select()
  }
  const startAnew = () => {
    clear()
    field.current?.focus()
  }
  return (
    <>
      <div className="paste" data-shape={shape}>
        {isEmpty && <div className="paste-intro">{intro}</div>}
        <div className="paste-row">
          <div className="paste-field">
            {shape === 'line' && <ReadLine />}
            <Field ref={field} isOpen={shape !== 'line'} onOpen={setOpen} />
          </div>
          {!isEmpty && (
            <div className="paste-buttons">
              <Button variant="line" onClick={change}>
                Change
              </Button>
              <Button onClick={startAnew}>Clear</Button>
            </div>
          )}
        </div>
        {isEmpty && examples}
      </div>
      <Spoken />
      {progress && <Working {...progress} onCancel={cancelReading} />}
      {notice !== null && <Notice text={notice} onDismiss={dismissNotice} />}
    </>
  )
}
