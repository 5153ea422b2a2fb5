import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './Button.tsx'
import { Icon } from './Icon.tsx'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** For what is read and not only chosen. */
  readonly isWide?: boolean
  readonly children: ReactNode
}

/** The platform's modal dialog: it holds the focus, closes on Escape and gives the focus back. */
export function Dialog({ title, isOpen, onClose, isWide, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()

  useEffect(() => {
    const element = dialog.current
    if (isOpen && !element?.open) element?.showModal()
    if (!isOpen && element?.open) element.close()
  }, [isOpen])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is for the backdrop
    <dialog
      ref={dialog}
      className="dialog"
      data-wide={isWide}
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="flex items-center gap-2 px-6 pt-4">
        <h2 id={heading} className="flex-1 text-lg">
          {title}
        </h2>
        <IconButton label="Close" onClick={onClose}>
          <Icon name="cross" />
        </IconButton>
      </div>
      <div className="px-6 pt-2 pb-6">{isOpen && children}</div>
    </dialog>
  )
}
