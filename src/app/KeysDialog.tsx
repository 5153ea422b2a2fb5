import { Dialog } from '../ui/Dialog.tsx'
import { EDITOR_KEY_LIST, INSPECT_KEY_LIST, KEY_LIST, PICTURE_KEY_LIST } from './key-lists.ts'

interface KeysDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Inspect has few keys of its own. */
  readonly isInspect?: boolean
}

export function KeysDialog({ isOpen, onClose, isInspect = false }: KeysDialogProps) {
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose}>
      {isInspect ? (
        <KeyTable caption="Everywhere" rows={INSPECT_KEY_LIST} />
      ) : (
        <>
          <KeyTable caption="Everywhere" rows={KEY_LIST} />
          <KeyTable caption="In the script" rows={EDITOR_KEY_LIST} />
          <KeyTable caption="In a picture" rows={PICTURE_KEY_LIST} />
        </>
      )}
    </Dialog>
  )
}

interface KeyTableProps {
  readonly caption: string
  readonly rows: typeof KEY_LIST
}

function KeyTable({ caption, rows }: KeyTableProps) {
  return (
    <table className="mt-3 w-full border-collapse">
      <caption className="pb-1 text-left text-xs text-ink-3">{caption}</caption>
      <tbody>
        {rows.map(({ keys, does }) => (
          <tr key={does} className="border-t border-line">
            <th scope="row" className="w-36 py-2 text-left font-regular whitespace-nowrap">
              {keys.map((key) => (
                <kbd key={key} className="key mr-1">
                  {key}
                </kbd>
              ))}
            </th>
            <td className="py-2">{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
