import {
  type ComponentProps,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useState,
} from 'react'
import { useRoving } from './useRoving.ts'

interface MarkPictureProps extends Omit<ComponentProps<'div'>, 'children'> {
  /** Keys of the marks, in the order in which the arrows reach them. */
  readonly keys: readonly string[]
  /** Key of the mark at which Tab enters. */
  readonly preferred: string | null
  /** Who takes the focus over from a mark that is no more. */
  readonly heirOf: (key: string) => string | null
  /** Draws the marks; `tabStop` is the one that Tab reaches, `cursor` the one the keyboard is on. */
  readonly children: (tabStop: string | null, cursor: string | null) => ReactNode
}

/** A picture of marks that can be pressed: one tab stop, arrows from mark to mark. */
export function MarkPicture(props: MarkPictureProps) {
  const { keys, preferred, heirOf, children, onKeyDown, onFocus, ...rest } = props
  const [root, setRoot] = useState<HTMLElement | null>(null)
  const { tabStop, cursor, handlers } = useRoving(root, { keys, preferred, heirOf })
  const onAnyKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    handlers.onKeyDown(event)
    onKeyDown?.(event)
  }
  const onAnyFocus = (event: FocusEvent<HTMLDivElement>) => {
    handlers.onFocus(event)
    onFocus?.(event)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the buttons inside
    <div ref={setRoot} {...rest} {...handlers} onKeyDown={onAnyKeyDown} onFocus={onAnyFocus}>
      {children(tabStop, cursor)}
    </div>
  )
}
