import { lazy, type ReactNode, Suspense, type ToggleEvent, useId, useRef, useState } from 'react'

/** What a menu holds is fetched when the first one is opened. */
const MenuEntries = lazy(() =>
  import('./MenuEntries.tsx').then((m) => ({ default: m.MenuEntries })),
)

interface MenuProps {
  /** Accessible name of the button and of the menu. */
  readonly label: string
  /** What the button shows. */
  readonly children: ReactNode
  readonly buttonClass?: string
  /** Asked for when the menu opens. */
  readonly items: () => Promise<readonly MenuItem[]>
}

export type MenuItem =
  | { readonly label: string; readonly detail?: string; readonly onSelect: () => void }
  | 'separator'

/** A button that opens a list of things to do; the platform's popover closes it by itself. */
export function Menu({ label, children, buttonClass = '', items }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [shown, setShown] = useState<readonly MenuItem[]>([])

  async function onToggle(event: ToggleEvent<HTMLDivElement>) {
    const opens = event.newState === 'open'
    setOpen(opens)
    if (opens) setShown(await items())
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`btn ${buttonClass}`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        popoverTarget={id}
      >
        {children}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className="menu"
        onToggle={onToggle}
      >
        <Suspense>{isOpen && <MenuEntries items={shown} menu={menu} button={button} />}</Suspense>
      </div>
    </>
  )
}
