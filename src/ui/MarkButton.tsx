import type { ReactNode } from 'react'
import { ROVING } from './useRoving.ts'

interface MarkButtonProps {
  /** Its key, for the arrows and for whoever listens on the picture. */
  readonly id: string
  readonly name: string
  readonly isPressed: boolean
  readonly isTabStop: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** A mark of an SVG that can be pressed. The picture around it listens for all of its marks. */
export function MarkButton(props: MarkButtonProps) {
  const { id, name, isPressed, isTabStop, className = '', children } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      role="button"
      {...{ [ROVING]: id }}
      aria-label={name}
      aria-pressed={isPressed}
      tabIndex={isTabStop ? 0 : -1}
      className={`mark-button ${className}`}
    >
      {children}
    </g>
  )
}
