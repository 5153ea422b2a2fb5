import type { ComponentProps, KeyboardEvent } from 'react'

/** Where a key takes the cursor; `previous` and `next` are rows where the picture has rows. */
export type CursorMove = 'back' | 'on' | 'previous' | 'next' | 'first' | 'last'

const MOVES: Readonly<Record<string, CursorMove>> = {
  ArrowLeft: 'back',
  ArrowRight: 'on',
  ArrowUp: 'previous',
  ArrowDown: 'next',
  PageUp: 'previous',
  PageDown: 'next',
  Home: 'first',
  End: 'last',
}

interface PictureCursorProps extends Omit<ComponentProps<'div'>, 'role' | 'onKeyDown'> {
  readonly label: string
  /** What is under the cursor: spoken as the value. */
  readonly valueText: string
  readonly value: number
  readonly max: number
  /** Whether up and down move it too. */
  readonly hasRows: boolean
  readonly onMove: (move: CursorMove) => void
  readonly onPress: () => void
}

/**
 * The keyboard's way through a canvas: a slider over it, whose value is the mark under the cursor.
 * A screen reader speaks a slider's value when it changes, so nothing here needs to be a live region.
 */
export function PictureCursor(props: PictureCursorProps) {
  const { label, valueText, value, max, hasRows, onMove, onPress, ...rest } = props
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    const move = MOVES[event.key]
    if (event.key === 'Enter' || event.key === ' ') onPress()
    else if (move && (hasRows || !/Arrow(Up|Down)/.test(event.key))) onMove(move)
    else return
    event.preventDefault()
  }
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={valueText}
      onKeyDown={onKeyDown}
      {...rest}
    />
  )
}
