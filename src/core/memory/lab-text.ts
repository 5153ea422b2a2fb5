// Words and sizes as a script writes them.

import type { Bytes } from '../units.ts'

/** `4K`; a page of no whole KiB in bytes. */
export function scriptSize(bytes: Bytes): string {
  return bytes % 1024 === 0 ? `${bytes / 1024}K` : String(bytes)
}

export function quote(text: string): string {
  return `"${plain(text).replace(/["\\]/g, '\\$&')}"`
}

/** On one line, with ordinary blanks: names come from the text. */
export function plain(text: string): string {
  return text
    .replace(/\u202f/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
