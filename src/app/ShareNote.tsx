import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { Shared } from './share.ts'

interface ShareNoteProps {
  readonly note: Shared | null
  readonly onSave: () => void
  readonly onDismiss: () => void
}

/** Under the top bar: what became of the link. The line is always there, so that it can speak. */
export function ShareNote({ note, onSave, onDismiss }: ShareNoteProps) {
  return (
    <div className="share-note" data-shown={note !== null}>
      <p role="status">{note?.text}</p>
      {note?.isTooLong && (
        <Button variant="line" small onClick={onSave}>
          Save as a file
        </Button>
      )}
      {note && (
        <IconButton label="Dismiss" small onClick={onDismiss}>
          <Icon name="cross" />
        </IconButton>
      )}
    </div>
  )
}
