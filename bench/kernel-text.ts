// Reading kernel text: a file of plain rows of /proc/buddyinfo and one of mm_page_alloc_extfrag
// lines, each against merely reading its stream and against a regular expression a line; and from a
// paste of a whole report to its reading. Node's stream of a file costs about half of what Chromium's does, and
// the page reads there: kernel-text-chromium.ts measures that.

import { mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Reader, readKernelText } from '../src/core/kernel-text/reader.ts'
import type { Figure } from './figure.ts'
import { buddyinfoText, check, traceText } from './kernel-text-samples.ts'
import { median } from './measure.ts'

const PAIRS = 9
/** Pairs that go before: while they run, V8 compiles the readers, which counts as CPU time too. */
const WARM_UP = 4
const ROWS = 200_000
const EVENTS = 500_000
const ELSEWHERE =
  "Node's stream; Chromium's, where the page reads, costs more: kernel-text-chromium"
const PASTE_BYTES = 24_000

export const figures = async (): Promise<readonly Figure[]> => [
  ...(await streamFigures('buddyinfo rows', buddyinfoText(ROWS), ROWS, BUDDYINFO_LINE, 2)),
  ...(await streamFigures('extfrag trace lines', traceText(EVENTS), EVENTS, TRACE_LINE, 2)),
  pasteFigure(),
]

const BUDDYINFO_LINE = /^(Node \d+, zone\s+\S+)((?:\s+\d+)+)\s*$/
const TRACE_LINE =
  /(\d+\.\d+): mm_page_alloc_extfrag: page=\S+ (pfn=\S+ alloc_order=\d+ fallback_order=\d+ pageblock_order=\d+ alloc_migratetype=\d+ fallback_migratetype=\d+ fragmenting=\d change_ownership=\d)/

async function streamFigures(
  name: string,
  text: string,
  lines: number,
  line: RegExp,
  bound: number,
): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'buddyscope-bench-'))
  const path = join(folder, 'stream.txt')
  writeFileSync(path, text)
  try {
    return await compare(name, await openAsBlob(path), lines, line, bound)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compare(
  name: string,
  blob: Blob,
  lines: number,
  line: RegExp,
  bound: number,
): Promise<Figure[]> {
  const merely = () => overStream(blob, () => {})
  const reading = () => {
    const reader = new Reader()
    return overStream(
      blob,
      (chunk) => reader.push(chunk),
      () => check(reader, lines),
    )
  }
  const byRegex = () => regexTime(blob, line, lines)
  // Apart, so that neither pays for the garbage of a third.
  const floor = await pairs(reading, merely)
  const regex = await pairs(reading, byRegex)
  const megabytes = (blob.size / 1e6).toFixed(0)
  const speed = `${(lines / median(floor.times) / 1000).toFixed(1)}M lines/s, ${megabytes} MB, median of ${PAIRS} pairs; the first, cold, ${floor.cold.toFixed(1)}; ${ELSEWHERE}`
  return [
    {
      name: `${name}: reading / the stream`,
      value: median(floor.ratios),
      bound,
      unit: '×',
      note: speed,
    },
    {
      name: `${name}: reading / a regex a line`,
      value: median(regex.ratios),
      bound: 0.3,
      unit: '×',
      note: '',
    },
  ]
}

/** How much longer `a` takes than `b`, pair by pair, and what `a` takes; `cold`: in the first pair. */
async function pairs(
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<{ ratios: number[]; times: number[]; cold: number }> {
  const ratios: number[] = []
  const times: number[] = []
  for (let pair = 0; pair < WARM_UP + PAIRS; pair++) {
    const [timeOfB, timeOfA] = [await b(), await a()]
    ratios.push(timeOfA / timeOfB)
    times.push(timeOfA)
  }
  const cold = ratios[0] as number
  return { ratios: ratios.slice(WARM_UP), times: times.slice(WARM_UP), cold }
}

/** CPU milliseconds of this process for the whole stream. */
async function overStream(
  blob: Blob,
  take: (chunk: Uint8Array) => void,
  end: () => void = () => {},
): Promise<number> {
  const before = process.cpuUsage()
  const reader = blob.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    take(value)
  }
  end()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** What is quickly written instead: lines, a regular expression, an object of numbers for each. */
function regexTime(blob: Blob, line: RegExp, lines: number): Promise<number> {
  const decoder = new TextDecoder()
  const read: { head: string; numbers: number[] }[] = []
  let rest = ''
  const take = (chunk: Uint8Array) => {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() as string
    for (const part of parts) {
      const match = line.exec(part)
      if (!match) continue
      const numbers = (match[2] as string)
        .trim()
        .split(/[^\dx.]+/)
        .map(Number)
      read.push({ head: match[1] as string, numbers })
    }
  }
  return overStream(blob, take, () => {
    if (read.length !== lines) throw new Error(`the regex found ${read.length} of ${lines} lines`)
  })
}

function pasteFigure(): Figure {
  const text = reportText()
  const times: number[] = []
  for (let i = 0; i < 9; i++) {
    const before = process.cpuUsage()
    const { reports } = readKernelText(text)
    const { user, system } = process.cpuUsage(before)
    if (reports.length === 0 || reports[0]?.zones.length !== 2)
      throw new Error('no report was read')
    times.push((user + system) / 1000)
  }
  const note = `${text.length} bytes; the first, cold, ${times[0]?.toFixed(0)} ms`
  return {
    name: 'paste to reading, a report',
    value: Math.max(...times),
    bound: 100,
    unit: 'ms',
    note,
  }
}

/** A report of two zones, made long with the stack and the task table that stand around it. */
function reportText(): string {
  const stamp = (i: number) => `[ ${(47.576 + i / 1000).toFixed(6)}]`
  const orders = (counts: readonly number[]) => {
    const cells = counts.map((count, order) => `${count}*${4 << order}kB${count ? ' (UM)' : ''}`)
    const total = counts.reduce((sum, count, order) => sum + count * (4 << order), 0)
    return `${cells.join(' ')} = ${total}kB`
  }
  const lines = [
    'init: page allocation failure: order:4, mode:0x40cc0(GFP_KERNEL|__GFP_COMP), nodemask=(null),cpuset=/,mems_allowed=0',
    'CPU: 0 PID: 1 Comm: init Not tainted 6.1.0-56-amd64 #1  Debian 6.1.192-2',
    'Call Trace:',
    ...Array.from({ length: 40 }, (_, i) => ` frame_${i}+0x${i}4/0x5c`),
    'Mem-Info:',
    'Node 0 DMA free:5888kB boost:0kB min:16kB low:28kB high:40kB present:15992kB managed:15360kB',
    'lowmem_reserve[]: 0 1 1 1 1',
    'Node 0 DMA32 free:203416kB boost:0kB min:492kB low:944kB high:1396kB present:507904kB managed:453032kB',
    'lowmem_reserve[]: 0 0 0 0 0',
    `Node 0 DMA: ${orders([1442, 1, 7, 0, 0, 0, 0, 0, 0, 0, 0])}`,
    `Node 0 DMA32: ${orders([50024, 1, 205, 1, 0, 0, 0, 0, 0, 0, 0])}`,
    'Tasks state (memory values in pages):',
  ]
  for (let i = 0; lines.join('\n').length + lines.length * 16 < PASTE_BYTES; i++)
    lines.push(
      `[    ${String(i).padStart(3)}]     0   ${i}     3425     1273    28672        0             0 task-${i}`,
    )
  return lines.map((line, i) => `${stamp(i)} ${line}\n`).join('')
}
