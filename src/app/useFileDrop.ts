import { useEffect, useState } from 'react'

/** Takes files that are dropped anywhere on the page; whether one is dragged over it. `onFile` is stable. */
export function useFileDrop(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    let depth = 0 // dragenter and dragleave come for every element that is crossed
    const listen = (type: string, onDrag: (event: DragEvent) => void) => {
      const listener = (event: Event) => {
        const drag = event as DragEvent
        if (drag.dataTransfer?.types.includes('Files')) onDrag(drag)
      }
      addEventListener(type, listener, { capture: true })
      return () => removeEventListener(type, listener, { capture: true })
    }
    const stops = [
      listen('dragenter', () => {
        depth++
        setOver(true)
      }),
      listen('dragleave', () => {
        depth = Math.max(0, depth - 1)
        if (depth === 0) setOver(false)
      }),
      listen('dragover', (event) => event.preventDefault()),
      listen('drop', (event) => {
        event.preventDefault()
        event.stopPropagation() // else a text field would insert it at the caret
        depth = 0
        setOver(false)
        const file = event.dataTransfer?.files[0]
        if (file) onFile(file)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [onFile])
  return isOver
}

/** Lets the reader choose a file; `accept` as an input of files has it. */
export function pickFile(accept: string, onFile: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) onFile(file)
  })
  input.click()
}
