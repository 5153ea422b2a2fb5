import { useEffect } from 'react'

/** Where `?` is a character. */
const TEXT = 'textarea, select, dialog, input:not([type=range], [type=checkbox])'

/** `?` asks for the list of keys, but in a field. */
export function useInspectKeys(showKeys: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target, isComposing } = event
      if (key !== '?' || ctrlKey || metaKey || altKey || isComposing) return
      if (target instanceof Element && target.closest(TEXT)) return
      event.preventDefault()
      showKeys()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [showKeys])
}
