// Links to what is inspected: the pasted text, and how one looks at it, in the part of the address
// after `#`. `#/inspect?text=1…&moment=3&against=0&page=16384`.

import { LINK_LIMIT, packText, unpackText } from './url.ts'

/** Longest text that a link may unfold to, in bytes: a small link must not fill the memory. */
const TEXT_LIMIT = 16 * 1024 * 1024

/** As the worker is asked: null is the moment that matters most, no other, the page size as told. */
interface Sight {
  readonly moment: number | null
  readonly against: number | null
  readonly pageSize: number | null
}

export interface SharedPaste extends Sight {
  readonly text: string
}

export type PasteLink =
  | { readonly kind: 'paste'; readonly paste: SharedPaste }
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly why: string }

/** null where it would be longer than browsers take. */
export async function encodePaste({ text, ...sight }: SharedPaste): Promise<string | null> {
  const hash = `#/inspect?text=${await packText(text)}${encodeSight(sight)}`
  return hash.length <= LINK_LIMIT ? hash : null
}

export async function decodePaste(hash: string): Promise<PasteLink> {
  const query = /^#\/inspect\?(.*)$/s.exec(hash)?.[1] ?? ''
  const parts = new Map(query.split('&').map((part) => splitAt(part, part.indexOf('='))))
  const code = parts.get('text')
  if (code === undefined) return { kind: 'none' }
  const unpacked = await unpackText(code, TEXT_LIMIT, 'text')
  if ('why' in unpacked) return { kind: 'broken', why: unpacked.why }
  const sight = {
    moment: whole(parts.get('moment')),
    against: whole(parts.get('against')),
    pageSize: pageSize(parts.get('page')),
  }
  return { kind: 'paste', paste: { text: unpacked.text, ...sight } }
}

function encodeSight({ moment, against, pageSize: page }: Sight): string {
  const parts = { moment, against, page }
  return Object.entries(parts)
    .map(([key, value]) => (value === null ? '' : `&${key}=${value}`))
    .join('')
}

function splitAt(part: string, at: number): readonly [string, string] {
  return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null
}

function pageSize(text: string | undefined): number | null {
  const bytes = whole(text)
  const isPossible = bytes !== null && bytes >= 1024 && bytes <= 1 << 20
  return isPossible && Number.isInteger(Math.log2(bytes)) ? bytes : null
}
