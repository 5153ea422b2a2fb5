import { Button } from './Button.tsx'

interface ShowMoreProps {
  /** How many are not shown; 0: there is no button. */
  readonly more: number
  /** `zones`; '': it is plain of what. */
  readonly what?: string
  readonly onClick: () => void
}

/** The rest of a list too long to be read whole. */
export function ShowMore({ more, what = '', onClick }: ShowMoreProps) {
  if (more <= 0) return null
  return (
    <Button variant="line" small onClick={onClick}>
      {`Show ${more} more ${what}`.trimEnd()}
    </Button>
  )
}
