import { useEffect } from 'react'
import { openFile, openText } from '../store/paste.ts'

/** What is pasted anywhere on the page is read, as if it were pasted into the field. */
export function usePasteAnywhere(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented) return
      const { target, clipboardData } = event
      const file = clipboardData?.files[0]
      const isField = target instanceof Element && target.closest('textarea, input, select, dialog')
      if (file) void openFile(file)
      else if (isField) return
      else {
        const text = clipboardData?.getData('text/plain')
        if (!text) return
        openText(text)
      }
      event.preventDefault()
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}
