import type { ChangeEvent, ClipboardEvent, KeyboardEvent, Ref } from 'react'
import { formatBytes } from '../../core/units.ts'
import { edit, FIELD_LIMIT, openText, usePaste } from '../../store/paste.ts'
import { usePressEnd } from '../../ui/usePressEnd.ts'
import { isPasted } from './field-shape.ts'

interface FieldProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly isOpen: boolean
  readonly onOpen: (isOpen: boolean) => void
}

const PLACEHOLDER = `Node 0, zone      DMA      2      1      0      0      2      1      1      0      1      1      3
Node 0, zone    DMA32    386   1282   7088   3123    305     36      8      0      0      0      0
…`

/** The text itself: large before a paste, a line high after it, large again while it has the focus. */
export function Field({ ref, isOpen, onOpen }: FieldProps) {
  const text = usePaste((state) => state.text)
  const held = usePaste((state) => state.held)
  const afterPress = usePressEnd()

  function onChange({ target }: ChangeEvent<HTMLTextAreaElement>) {
    if (isPasted(held ? '' : text, target.value)) onOpen(false)
    edit(target.value)
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const { value, selectionStart, selectionEnd } = event.currentTarget
    const pasted = event.clipboardData.getData('text/plain')
    const isWhole = selectionEnd - selectionStart === value.length
    // What replaces everything, or is too long to be laid out, does not go through the field.
    if (pasted === '' || !(isWhole || pasted.length > FIELD_LIMIT)) return
    event.preventDefault()
    event.stopPropagation()
    openText(pasted)
    onOpen(false)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onOpen(false)
    else if (event.key === 'Enter' || event.key === 'ArrowDown') onOpen(true)
  }

  return (
    <textarea
      ref={ref}
      aria-label="Kernel output"
      className="mono"
      value={held ? '' : text}
      rows={isOpen ? 12 : 1}
      placeholder={held ? heldText(held) : PLACEHOLDER}
      spellCheck={false}
      autoCapitalize="off"
      autoCorrect="off"
      wrap="off"
      onChange={onChange}
      onPaste={onPaste}
      onKeyDown={onKeyDown}
      onFocus={() => onOpen(true)}
      onClick={() => onOpen(true)}
      onBlur={() => afterPress(() => onOpen(false))}
    />
  )
}

/** What is too long for the field is not in it; what is put into it takes its place. */
function heldText({ name, bytes }: { readonly name: string; readonly bytes: number }): string {
  return `${name}, ${formatBytes(bytes)}, is read as it is and not shown here. Type or paste to replace it.`
}
