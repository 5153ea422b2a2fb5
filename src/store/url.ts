// Share links: a whole text in the part of the address after `#`, which no browser sends anywhere.
// `#/lab?script=1…`: a digit that tells the code, then deflated UTF-8 in base64url.

/** Longest address that the browsers in use take; past it a link would be cut off silently. */
export const LINK_LIMIT = 1_000_000
/** Longest script that a link may unfold to, in bytes: a small link must not fill the memory. */
const SCRIPT_LIMIT = 4 * 1024 * 1024

export type Link =
  | { readonly kind: 'script'; readonly source: string }
  /** The address carries no script. */
  | { readonly kind: 'none' }
  | { readonly kind: 'broken'; readonly why: string }

/** The part of the address from `#` on that carries a script; null where it would be too long. */
export async function encodeLink(source: string): Promise<string | null> {
  const hash = `#/lab?script=${await packText(source)}`
  return hash.length <= LINK_LIMIT ? hash : null
}

export async function decodeLink(hash: string): Promise<Link> {
  const code = /^#\/lab\?(?:.*&)?script=([^&]*)/.exec(hash)?.[1]
  if (code === undefined) return { kind: 'none' }
  const unpacked = await unpackText(code, SCRIPT_LIMIT, 'script')
  return 'why' in unpacked
    ? { kind: 'broken', why: unpacked.why }
    : { kind: 'script', source: unpacked.text }
}

/** A text as a link carries it: a digit that tells the code, then the code. */
export async function packText(text: string): Promise<string> {
  const deflated = await collect(
    new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw')),
    Number.POSITIVE_INFINITY,
  )
  return `1${toBase64Url(deflated ?? new Uint8Array())}`
}

/** The text of such a code, or why there is none; `limit` in bytes, `what` names what is carried. */
export async function unpackText(
  code: string,
  limit: number,
  what: string,
): Promise<{ readonly text: string } | { readonly why: string }> {
  if (code.length > LINK_LIMIT) return { why: 'it is too long.' }
  if (code[0] !== '1') return { why: 'it was made by a newer Buddyscope.' }
  const deflated = fromBase64Url(code.slice(1))
  if (!deflated) return { why: 'it holds characters that no link has.' }
  try {
    const bytes = await collect(
      new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
      limit,
    )
    if (!bytes) return { why: `its ${what} is larger than ${limit / 2 ** 20} MiB.` }
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { why: 'it is damaged or cut off.' }
  }
}

/** All bytes of a stream; null as soon as they are more than `limit`. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = stream.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parts.push(read.value)
    length += read.value.length
    if (length > limit) {
      await reader.cancel()
      return null
    }
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]*$/.test(text)) return null
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}
