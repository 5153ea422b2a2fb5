// A diagnosis as text for a ticket, and its tables for a spreadsheet or a page: plain digits, as the kernel prints
// them, so that they can be searched for.

import { formatIndex } from '../metrics/format-index.ts'
import { formatBytes } from '../units.ts'
import type { Advice, Diagnosis, Finding, OrderVerdict, ZoneVerdict } from './diagnosis.ts'

/** Wrapped nowhere: whoever pastes it has a width of their own. */
export function ticketText(diagnosis: Diagnosis): string {
  const { sentence, detail, pageSize, pageblock, zonesFrom, zones, findings, next } = diagnosis
  // What the sentence says already is not said twice.
  const cause = findings.find(({ fact }) => fact === sentence)
  const others = findings.filter((finding) => finding !== cause)
  const read = [
    `Page size ${pageSize.bytes} bytes (${pageSize.from}).`,
    `Pageblock order ${pageblock.order} (${pageblock.from}).`,
    'Free pages that CPUs keep on lists of their own are in no count.',
  ]
  const sections = [
    [sentence, detail, ...(cause?.arithmetic.map((line) => `  ${line}`) ?? [])]
      .filter(Boolean)
      .join('\n'),
    zones.length === 0
      ? ''
      : [`Zones, from ${zonesFrom}:`, ...zones.map(zoneLines)].flat().join('\n'),
    others.length === 0 ? '' : ['Findings:', ...others.map(findingLines)].flat().join('\n'),
    next.length === 0 ? '' : ['Next:', ...next.map(adviceLines)].flat().join('\n'),
    read.join(' '),
  ]
  return `${plainDigits(sections.filter(Boolean).join('\n\n'))}\n`
}

function zoneLines({ node, zone, fact, blocker, keyOrders, ...rest }: ZoneVerdict): string[] {
  const { counts, exactFrom, isCut } = rest
  const row = counts.map((count, order) => (order < exactFrom ? `${count}+` : `${count}`))
  const keys = keyOrders.map(({ label, bytes, times, refusal }) => {
    const often =
      times === 0 ? 'no' : `${times}×${refusal === '' ? '' : ` by its blocks, ${refusal}`}`
    return `${label} (${formatBytes(bytes)}): ${often}`
  })
  return [
    `  Node ${node}, zone ${zone}: ${fact}`,
    ...(keys.length === 0 ? [] : [`    ${keys.join('; ')}`]),
    ...(blocker === '' ? [] : [`    ${blocker}`]),
    `    free blocks by order: ${row.join(' ')}${isCut ? ' …' : ''}`,
  ]
}

function findingLines({ tone, fact, why, arithmetic }: Finding): string[] {
  const mark = { bad: '!!', warn: '! ', info: '- ', good: '+ ' }[tone]
  return [`  ${mark} ${fact} ${why}`, ...arithmetic.map((line) => `       ${line}`)]
}

function adviceLines({ what, does, costs, because }: Advice): string[] {
  return [
    `  - ${what}`,
    `       because: ${because}`,
    `       does: ${does}`,
    `       costs: ${costs}`,
  ]
}

/** Thin spaces between thousands are for the eye. */
function plainDigits(text: string): string {
  return text.replace(/\u202f/g, '')
}

const COLUMNS = [
  'node',
  'zone',
  'order',
  'block bytes',
  'free blocks',
  'free bytes',
  'share',
  'times by its blocks',
  'could be served',
  'unusable index',
  'fragmentation index',
] as const

/** Of the two numbers of times the second is what the marks and the types let go too, where the text tells them. */
function servedTimes({ times, timesAllowed, canServe }: OrderVerdict): number {
  return canServe ? (timesAllowed ?? times) : 0
}

/** A row an order of a zone; fields with commas or quotes are quoted (RFC 4180). */
export function tableCsv(zones: readonly ZoneVerdict[]): string {
  const rows = zones.flatMap(rowsOf)
  return [COLUMNS, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('')
}

export function tableMarkdown(zones: readonly ZoneVerdict[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |\n`
  const rule = `|${COLUMNS.map((_, i) => (i === 1 ? ' :-- ' : ' --: ')).join('|')}|\n`
  return [line(COLUMNS), rule, ...zones.flatMap(rowsOf).map(line)].join('')
}

function rowsOf({ node, zone, orders }: ZoneVerdict): string[][] {
  return orders.map((one) => [
    String(node),
    zone,
    String(one.order),
    String(one.bytes),
    String(one.blocks),
    String(one.freeBytes),
    (one.share / 1000).toFixed(3),
    String(one.times),
    String(servedTimes(one)),
    formatIndex(one.unusableIndex),
    formatIndex(one.fragmentationIndex),
  ])
}

/** A zone's name is the text's: a leading sign would be a formula to a spreadsheet. */
function csvField(text: string): string {
  const safe = /^[=+@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

function markdownCell(text: string): string {
  return text.replace(/[\\|]/g, '\\$&').replace(/\s+/g, ' ')
}
