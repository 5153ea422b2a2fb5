import {
  type KeyboardEvent,
  type ReactNode,
  type ToggleEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { placeBelow } from './place.ts'

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

const TURNS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A button that opens a list of things to do; the platform's popover closes it by itself. */
export function Menu({ label, children, buttonClass = '', items }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  const [shown, setShown] = useState<readonly MenuItem[]>([])

  const entries = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  async function onToggle(event: ToggleEvent<HTMLDivElement>) {
    const opens = event.newState === 'open'
    setOpen(opens)
    if (!opens) return
    const asked = await items()
    flushSync(() => setShown(asked))
    if (button.current && menu.current) placeBelow(button.current, menu.current)
    entries()[0]?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Tab') menu.current?.hidePopover()
    const turn = TURNS[event.key]
    if (!turn) return
    event.preventDefault()
    const all = entries()
    const at = all.indexOf(document.activeElement as HTMLElement)
    all[turn(at, all.length)]?.focus()
  }

  function choose(onSelect: () => void) {
    menu.current?.hidePopover()
    button.current?.focus()
    onSelect()
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
        onKeyDown={onKeyDown}
      >
        {shown.map((item, index) =>
          item === 'separator' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a separator has nothing else to be known by
            <hr key={index} />
          ) : (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => choose(item.onSelect)}
            >
              <span className="min-w-0 flex-1">
                {item.label}
                {item.detail && <span className="block text-xs text-ink-3">{item.detail}</span>}
              </span>
            </button>
          ),
        )}
      </div>
    </>
  )
}
