import { type RefObject, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Editor } from './editor.ts'

/** Loads the editor and puts it in the plain field's place; null until then. */
export function useEditor(
  host: RefObject<HTMLElement | null>,
  plain: RefObject<HTMLTextAreaElement | null>,
): Editor | null {
  const [editor, setEditor] = useState<Editor | null>(null)

  useEffect(() => {
    let isGone = false
    let made: Editor | null = null
    let disconnect = () => {}

    async function load() {
      const { connect, takeOver } = await import('./connection.ts')
      await endOfComposition(plain.current)
      if (isGone || !host.current) return
      made = takeOver(host.current, plain.current)
      disconnect = connect(made)
      const hadFocus = document.activeElement === plain.current
      flushSync(() => setEditor(made)) // the plain field goes in the same breath: one textbox at any time
      if (hadFocus) made.focus()
    }
    load().catch(() => {}) // offline before it came: the plain field stays, and does

    return () => {
      isGone = true
      disconnect()
      made?.destroy()
      setEditor(null)
    }
  }, [host, plain])

  return editor
}

/** An input method that is in the middle of a word is not to lose it. */
function endOfComposition(plain: HTMLTextAreaElement | null): Promise<void> | void {
  if (!plain?.hasAttribute('data-composing')) return
  return new Promise((resolve) =>
    plain.addEventListener('compositionend', () => resolve(), { once: true }),
  )
}
