// A physical line cut into the lines of text that it holds: HTML line ends, rsyslog's `#012`, `\n`
// in a quoted string, several rows glued together. Entities become their signs, hard and odd blanks
// plain ones, what has no width goes. Only known tags are tags: `<idle>-0`, `[<c0100>]`, `<IRQ>`
// are kernel text.

const BREAKING =
  'br|p|div|tr|li|ul|ol|pre|table|tbody|thead|blockquote|h[1-6]|hr|html|body|head|title|article|section'
const INLINE =
  'a|abbr|b|big|cite|code|del|em|font|i|img|ins|kbd|label|link|mark|meta|o:p|s|samp|small|span|strong|style|sub|sup|tt|u|var'
const tag = (names: string) =>
  new RegExp(String.raw`</?(?:${names})(?:\s[^<>]{0,2000})?\s?/?>`, 'gi')
const BREAKING_TAG = tag(BREAKING)
const CELL_TAG = tag('td|th')
const INLINE_TAG = tag(INLINE)

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  gt: '>',
  lt: '<',
  amp: '&',
  quot: '"',
  apos: "'",
  hellip: '…',
  lowbar: '_',
  ast: '*',
}
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi

function decodeEntities(text: string): string {
  return text.replace(ENTITY, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

const ESC = String.fromCharCode(27)
const COLOUR = new RegExp(String.raw`(?:${ESC}|\^\[)\[[0-9;?]*[A-Za-z]`, 'g')
// biome-ignore lint/suspicious/noControlCharactersInRegex: what serial lines leave behind
const NO_WIDTH = /[\0-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
const ODD_BLANK = /[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
/** Letters and figures as wide as Chinese ones. */
const WIDE = /[\uff01-\uff5e]/g
const LINE_END = /\r\n?|[\n\v\f\x85\u2028\u2029]/
const PLAIN = /^[\x20-\x7e]*$/

const ROW_HEAD = /Node\s{0,40}\d{1,9}\s{0,40},?\s{0,40}zone\s/g
/** A string in a program or a JSON value, not a path: only those hold kernel rows. */
const KERNEL_WORD = /Node \d|_anon:\d|zone|\d+kB|order:|Mem-Info|mm_page/

// biome-ignore lint/suspicious/noControlCharactersInRegex: any of them needs a closer look
const SPECIAL = /[<&\\\0-\x1f\x7f-\uffff]|#01|_ |Node.*Node/

/** The lines of text in one physical line; at least one. */
export function linesIn(physical: string): readonly string[] {
  if (!SPECIAL.test(physical)) return [physical]
  let text = physical
  if (text.includes('<')) {
    text = text.replace(BREAKING_TAG, '\n').replace(CELL_TAG, ' ').replace(INLINE_TAG, '')
  }
  if (text.includes('&')) text = decodeEntities(text)
  if (text.includes('#01')) text = text.replace(/#01[25](?!\d)/g, '\n').replace(/#011(?!\d)/g, ' ')
  // /dev/kmsg writes what is no letter as its number.
  if (text.includes('\\x0a')) text = text.replaceAll('\\x0a', '\n')
  if (text.includes('\\') && KERNEL_WORD.test(text))
    text = text
      .replace(/(?:\\r)?\\n/g, '\n')
      .replace(/\\t/g, ' ')
      .replace(/\\"/g, '"')
  // Some mailers pad with underscores; no name of the kernel ends in two.
  if (text.includes('_ '))
    text = text.replace(text.includes('___') ? /_+(?=\s|$)/g : /__+(?=\s|$)/g, ' ')
  if (!PLAIN.test(text)) text = plainBlanks(text)
  const lines = text.split(LINE_END)
  // The break of a `<br>` at the end is the physical line's own.
  if (lines.length > 1 && (lines.at(-1) as string).trim() === '') lines.pop()
  return lines.flatMap(rowsIn)
}

function plainBlanks(text: string): string {
  return text
    .replace(COLOUR, '')
    .replace(NO_WIDTH, '')
    .replace(ODD_BLANK, ' ')
    .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u2212', '-')
}

/** Rows that stand one behind another on a line, apart; what is before the first stays with it. */
function rowsIn(line: string): readonly string[] {
  const first = line.indexOf('Node')
  if (first < 0 || line.indexOf('Node', first + 4) < 0) return [line]
  const heads = [...line.matchAll(ROW_HEAD)].map((match) => match.index)
  if (heads.length < 2) return [line]
  return heads.map((at, i) => line.slice(i === 0 ? 0 : at, heads[i + 1]))
}
