// Scripts as files on the reader's own disk: read as text, never sent anywhere.

import { notify, openScript, useSimulation } from '../store/simulation.ts'

/** Larger than any script that runs: two million statements fit in far less with loops. */
const MOST_BYTES = 4 * 2 ** 20

type Opened = { readonly source: string } | { readonly problem: string }

export async function openScriptFile(file: File): Promise<void> {
  const opened = await readScript(file)
  if ('problem' in opened) notify(opened.problem)
  else openScript(opened.source)
}

/** Saves the text of the editor, under the title of its run. */
export function saveSource(): void {
  const { source, run } = useSimulation.getState()
  saveScript(source, run?.title ?? null)
}

async function readScript(file: File): Promise<Opened> {
  const refusal = refusalOf(file.name, file.size)
  if (refusal) return { problem: refusal }
  try {
    const text = await file.text()
    if (text.includes('\0')) return { problem: `${file.name} is no text file. It was not opened.` }
    return { source: text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') }
  } catch {
    return { problem: `${file.name} could not be read.` }
  }
}

/** Why a file is not opened; null: it is. `size` in bytes. */
export function refusalOf(name: string, size: number): string | null {
  if (size <= MOST_BYTES) return null
  return `${name} is ${(size / 2 ** 20).toFixed(1)} MiB; a script may be 4 MiB at most. It was not opened.`
}

/** `A to F in 32K.buddy`, without the characters that some file system refuses. */
export function fileName(title: string | null): string {
  const name = [...(title ?? '')]
    .map((char) => (char < ' ' || '\\/:*?"<>|'.includes(char) ? ' ' : char))
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 80)
    .trim()
  return `${name || 'script'}.buddy`
}

function saveScript(source: string, title: string | null): void {
  const text = source.endsWith('\n') ? source : `${source}\n`
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName(title)
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
