import type { ReactNode } from 'react'

interface ScrollerProps {
  /** Accessible name of what may be wider than the page. */
  readonly label: string
  readonly children: ReactNode
}

/** Something wide that scrolls by itself, by keys too, so that the page never scrolls sideways. */
export function Scroller({ label, children }: ScrollerProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop no key could scroll it
    <div className="scroller" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
