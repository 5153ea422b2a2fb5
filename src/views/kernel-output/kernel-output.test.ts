import { expect, test } from 'vitest'
import type { Overview } from '../../store/paste.ts'
import { isPasted } from './field-shape.ts'
import { previewOf, whatWasRead } from './what-was-read.ts'

const NOTHING: Overview = {
  found: [],
  pageSize: { bytes: 4096, line: null },
  bytes: 2048,
  moments: { kind: 'snapshot', length: 0, shown: -1 },
  zones: 0,
  tables: { pagetypeinfo: 0, zoneinfo: 0, indices: 0, scrapes: 0, reports: 0 },
  reports: [],
  events: null,
  pageEvents: { total: 0, allocs: 0, frees: 0, failed: 0 },
  unread: [],
  foreign: [],
}

const said = (over: Partial<Overview>) => {
  const { title, rest } = whatWasRead({ ...NOTHING, ...over })
  return `${title}: ${rest}`
}

test('one snapshot is told by its lines', () => {
  const moments = { kind: 'snapshot', length: 1, shown: 0 } as const
  expect(said({ found: ['buddyinfo'], moments, zones: 4 })).toBe(
    '/proc/buddyinfo: 4 lines read, none left out',
  )
})

test('several by their number, and what could not be read is said', () => {
  const moments = { kind: 'snapshot', length: 12, shown: 11 } as const
  const unread = [{ line: 3, why: 'cut off' }]
  expect(said({ found: ['buddyinfo', 'zoneinfo', 'oom'], moments, zones: 2, unread })).toBe(
    '/proc/buddyinfo, /proc/zoneinfo and 1 more: 12 snapshots of 2 zones, 1 line could not be read, or not whole',
  )
})

test('tables and reports alone', () => {
  const tables = { ...NOTHING.tables, zoneinfo: 1 }
  expect(said({ found: ['zoneinfo'], tables })).toBe('/proc/zoneinfo: 1 table read, none left out')
  expect(said({ found: ['allocation-failure'], tables: { ...NOTHING.tables, reports: 2 } })).toBe(
    'page allocation failure: 2 reports, none left out',
  )
})

test('Mem-Info without a first line is no failure', () => {
  const headless = [{ kind: null }] as unknown as Overview['reports']
  const read = { found: ['allocation-failure'] as const, tables: { ...NOTHING.tables, reports: 1 } }
  expect(said({ ...read, reports: headless })).toBe(
    'memory dump (Mem-Info): 1 report, none left out',
  )
})

test('where nothing is found it says so', () => {
  expect(said({})).toBe('No kernel text found: 2 KiB were gone through')
})

test('the text in a line', () => {
  expect(previewOf('\nNode 0, zone   DMA\n\n  Node 1\n')).toBe('Node 0, zone DMA ⏎ Node 1')
})

test('lines at once were pasted, a character was typed', () => {
  expect(isPasted('', 'N')).toBe(false)
  expect(isPasted('', 'Node 0, zone DMA 1 2 3')).toBe(true)
  expect(isPasted('Node 0, zone DMA 1 2 3', '')).toBe(false)
})
