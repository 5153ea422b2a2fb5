import { type KeyboardEvent, useRef } from 'react'

interface TabsProps<T extends string> {
  /** Accessible name of the list of tabs. */
  readonly label: string
  readonly tabs: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChange: (value: T) => void
  /** Id of the panel that the tabs change. */
  readonly panel: string
}

const TURNS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** One tab stop; arrows, Home and End choose among the tabs. */
export function Tabs<T extends string>({ label, tabs, value, onChange, panel }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    const turn = TURNS[event.key]
    if (!turn) return
    event.preventDefault()
    const at = turn(
      tabs.findIndex((tab) => tab.value === value),
      tabs.length,
    )
    const next = tabs[at]
    if (next) onChange(next.value)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus()
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className="tabs" onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          aria-selected={tab.value === value}
          aria-controls={panel}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  )
}
