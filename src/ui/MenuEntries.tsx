import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react'
import type { MenuItem } from './Menu.tsx'
import { placeBelow } from './place.ts'

interface MenuEntriesProps {
  readonly items: readonly MenuItem[]
  /** The popover around them, and the button that opened it. */
  readonly menu: RefObject<HTMLDivElement | null>
  readonly button: RefObject<HTMLButtonElement | null>
}

const TURNS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** The entries of an open menu: arrows move among them, the first one has the focus. */
export function MenuEntries({ items, menu, button }: MenuEntriesProps) {
  const entries = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

  // biome-ignore lint/correctness/useExhaustiveDependencies: it stands anew when its items have come
  useLayoutEffect(() => {
    if (button.current && menu.current) placeBelow(button.current, menu.current)
    entries()[0]?.focus()
  }, [items])

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
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the entries inside
    <div onKeyDown={onKeyDown}>
      {items.map((item, index) =>
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
  )
}
