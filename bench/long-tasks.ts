// The page stays live: the longest task of its main thread while a person steps, pastes, scrubs and opens a log of
// 210 MB, in Chromium, on the built page. A task's CPU time, told by Chromium's own tracing, not its time by the
// clock: a busy machine stretches that one.

import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { build, preview } from 'vite'
import { launchOptions, resolveBrowser } from '../e2e/browser.mjs'
import { exampleText, Inspect } from '../e2e/pages/inspect.ts'
import { Lab } from '../e2e/pages/lab.ts'
import type { Figure } from './figure.ts'
import { buddyinfoText } from './kernel-text-samples.ts'
import { median } from './measure.ts'

const BOUND = 50 // ms; from there on a browser calls a task long
const ROUNDS = 5

/** What a person does on a fresh page; `start` begins the measurement, `log` is the path of the long log. */
type Scene = (page: Page, start: () => Promise<void>, log: string) => Promise<void>

const SCENES: Readonly<Record<string, Scene>> = {
  'stepping through A–F': async (page, start) => {
    const lab = await new Lab(page).open()
    await page.waitForTimeout(1000)
    await start()
    for (let i = 0; i < 8; i++) await press(page, 'ArrowRight')
    await lab.expectStep(8)
    for (let i = 0; i < 30; i++) await press(page, 'ArrowUp')
    await press(page, 'Home')
    await lab.expectStep(0)
  },
  'the first paste, all its code cold': async (page, start) => {
    const inspect = await new Inspect(page).open()
    await page.waitForTimeout(1000)
    await start()
    await inspect.paste(exampleText('guest-over-time'))
    await inspect.snapshot.waitFor()
    await page.waitForTimeout(500)
  },
  'a second paste, scrubbed': async (page, start) => {
    const inspect = await new Inspect(page).open()
    await inspect.read(exampleText('tour-buddyinfo'))
    await page.waitForTimeout(1000)
    await inspect.button('Clear').click()
    await start()
    await inspect.paste(exampleText('guest-over-time'))
    await inspect.snapshot.waitFor()
    await inspect.snapshot.focus()
    for (let i = 0; i < 9; i++) await press(page, 'ArrowLeft')
  },
  'a log of 210 MB, read and scrubbed': async (page, start, log) => {
    const inspect = await new Inspect(page).open()
    await page.waitForTimeout(1000)
    await start()
    await inspect.openFile(log)
    await inspect.snapshot.waitFor({ timeout: 120_000 })
    await inspect.snapshot.focus()
    for (let i = 0; i < 9; i++) await press(page, 'ArrowLeft')
  },
}

export const figures = async (): Promise<readonly Figure[]> => {
  await build({ logLevel: 'error' })
  const server = await preview({ logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } })
  const folder = mkdtempSync(join(tmpdir(), 'buddyscope-bench-'))
  const log = writeLog(join(folder, 'buddyinfo.log'), 210e6)
  const browser = await chromium.launch(launchOptions(await resolveBrowser()))
  try {
    const rows: Figure[] = []
    for (const [name, scene] of Object.entries(SCENES)) {
      const rounds: (readonly number[])[] = []
      for (let round = 0; round < ROUNDS; round++) {
        const page = await browser.newPage({ baseURL: server.resolvedUrls?.local[0] ?? '' })
        await scene(page, () => browser.startTracing(page, { categories: ['toplevel'] }), log)
        rounds.push(mainThreadTasks(await browser.stopTracing()))
        await page.close()
      }
      rows.push(figureFrom(name, rounds))
    }
    return rows
  } finally {
    await browser.close()
    await server.close()
    rmSync(folder, { recursive: true })
  }
}

function writeLog(path: string, bytes: number): string {
  const rows = buddyinfoText(100_000)
  for (let size = 0; size < bytes; size += rows.length) appendFileSync(path, rows)
  return path
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key)
  await page.waitForTimeout(60)
}

/** What is read of a trace event: https://chromium.googlesource.com/catapult, "Trace Event Format". */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  /** Microseconds of the thread's CPU time, of events that have a duration. */
  readonly tdur?: number
  readonly args: { readonly name?: string }
}

/** CPU milliseconds of each task that pages' main threads ran. */
function mainThreadTasks(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] }
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  )
  const tasks = traceEvents
    .filter((event) => event.name.endsWith('RunTask') && main.has(threadOf(event)))
    .map(({ tdur = 0 }) => tdur / 1000)
  if (tasks.length === 0) throw new Error('the trace tells no task of a main thread')
  return tasks
}

function figureFrom(name: string, rounds: readonly (readonly number[])[]): Figure {
  const longest = rounds.map((tasks) => Math.max(...tasks))
  const each = longest.map((time) => time.toFixed(0)).join(', ')
  return {
    name: `longest task: ${name}`,
    value: median(longest),
    bound: BOUND,
    unit: 'ms',
    note: `CPU time; median of ${rounds.length} visits: ${each}; ${rounds[0]?.length} tasks in the first`,
  }
}
