import { IconButton } from './Button.tsx'
import { Icon } from './Icon.tsx'

interface NoticeProps {
  readonly text: string
  readonly onDismiss: () => void
}

/** What went wrong, until it is dismissed. */
export function Notice({ text, onDismiss }: NoticeProps) {
  return (
    <div className="notice" role="alert">
      <p className="flex-1">{text}</p>
      <IconButton label="Dismiss" small onClick={onDismiss}>
        <Icon name="cross" />
      </IconButton>
    </div>
  )
}
