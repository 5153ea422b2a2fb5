import type { ComponentProps } from 'react'

interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'plain' | 'line' | 'primary'
  /** 28 px instead of 32. */
  readonly small?: boolean
}

export function Button({ variant = 'plain', small = false, className = '', ...rest }: ButtonProps) {
  const classes = `btn${variant === 'plain' ? '' : ` btn-${variant}`}${small ? ' btn-small' : ''}`
  return <button type="button" className={`${classes} ${className}`} {...rest} />
}

interface IconButtonProps extends ButtonProps {
  /** The accessible name, shown on hover. */
  readonly label: string
  /** The key that does the same, told with the name on hover. */
  readonly hint?: string
}

/** A square button with a picture of its own and a name for those who do not see it. */
export function IconButton({ label, hint, className = '', ...rest }: IconButtonProps) {
  const title = hint ? `${label} (${hint})` : label
  return <Button aria-label={label} title={title} className={`btn-icon ${className}`} {...rest} />
}
