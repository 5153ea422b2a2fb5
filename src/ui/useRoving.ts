import { type FocusEvent, type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'

/** Marks an element that the arrows can reach; its value is its key. */
export const ROVING = 'data-roving'

interface Roving {
  /** Key of the one element that Tab reaches. */
  readonly tabStop: string | null
  /** Key of the element that the keyboard is on; null: the pointer put the focus there, or it is elsewhere. */
  readonly cursor: string | null
  readonly handlers: {
    readonly onFocus: (event: FocusEvent) => void
    readonly onBlur: () => void
    readonly onKeyDown: (event: KeyboardEvent) => void
  }
}

interface RovingOptions {
  /** Keys in the order in which the arrows reach them. */
  readonly keys: readonly string[]
  /** Where Tab enters first. */
  readonly preferred: string | null
  /** Who takes the focus over from a key that is no more. */
  readonly heirOf: (key: string) => string | null
  /** The arrows that move back and on. */
  readonly arrows?: readonly [string, string]
}

const LEFT_RIGHT = ['ArrowLeft', 'ArrowRight'] as const

/** One tab stop for many elements; the arrows move among them. Keys that it uses are marked as handled. */
export function useRoving(root: Element | null, options: RovingOptions): Roving {
  const { keys, preferred, heirOf, arrows = LEFT_RIGHT } = options
  const [active, setActive] = useState<string | null>(null)
  const [isCursor, setCursor] = useState(false)
  const isFocused = useRef(false)
  const present = (key: string | null) => (key !== null && keys.includes(key) ? key : null)
  const heir = active !== null && present(active) === null ? present(heirOf(active)) : null
  const tabStop = present(active) ?? heir ?? present(preferred) ?? keys[0] ?? null

  const focusOn = (key: string | undefined) => {
    if (key === undefined) return
    root?.querySelector<HTMLElement>(`[${ROVING}="${CSS.escape(key)}"]`)?.focus()
  }

  useLayoutEffect(() => {
    // The element that had the focus went away under it: its heir takes it over.
    const isLost = isFocused.current && document.activeElement === document.body
    if (isLost && tabStop !== null) focusOn(tabStop)
  })

  return {
    tabStop,
    cursor: isCursor ? tabStop : null,
    handlers: {
      onFocus: ({ target }) => {
        isFocused.current = true
        const key = target.getAttribute(ROVING)
        if (key !== null) setActive(key)
        setCursor(target.matches(':focus-visible'))
      },
      onBlur: () => {
        isFocused.current = false
        setCursor(false)
      },
      onKeyDown: (event) => {
        const by = event.key === arrows[0] ? -1 : event.key === arrows[1] ? 1 : 0
        if (by === 0 || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        focusOn(keys[Math.min(Math.max(keys.indexOf(tabStop ?? '') + by, 0), keys.length - 1)])
      },
    },
  }
}
