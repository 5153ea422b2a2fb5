import { useCallback, useEffect, useState } from 'react'
import { notify, openScript, useSimulation } from '../store/simulation.ts'
import { readScript, saveScript } from './files.ts'

/** Scripts come in by the file picker or dropped anywhere on the page, and go out as a file. */
export function useFiles() {
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
        event.stopPropagation() // else the editor would insert it at the caret
        depth = 0
        setOver(false)
        const file = event.dataTransfer?.files[0]
        if (file) void openFile(file)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])

  const save = useCallback(() => {
    const { source, run } = useSimulation.getState()
    saveScript(source, run?.title ?? null)
  }, [])

  return { isOver, open: pickFile, save }
}

function pickFile(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.buddy,.txt,text/plain'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void openFile(file)
  })
  input.click()
}

async function openFile(file: File): Promise<void> {
  const opened = await readScript(file)
  if ('problem' in opened) notify(opened.problem)
  else openScript(opened.source)
}
