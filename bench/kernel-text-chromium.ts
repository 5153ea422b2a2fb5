// Reading kernel text where the page reads it: in a worker of Chromium, from the stream of a Blob, against merely
// reading that stream. CPU time of all of Chromium's processes, as others than the worker's fill the stream;
// they tell it in steps of 10 ms each, so of each kind several runs are taken together.

import { fileURLToPath } from 'node:url'
import { type CDPSession, chromium, type Page, type Worker } from 'playwright'
import { rolldown } from 'rolldown'
import { launchOptions, resolveBrowser } from '../e2e/browser.mjs'
import type { Figure } from './figure.ts'
import type { Bench } from './kernel-text-worker.ts'
import { median, quantile } from './measure.ts'

const PAIRS = 11
/** Pairs that go before: while they run, V8 compiles the reader. */
const WARM_UP = 2

interface Sample {
  readonly name: string
  readonly text: 'buddyinfo' | 'trace'
  readonly lines: number
  /** Runs that are taken together. */
  readonly runs: number
}

const SAMPLES: readonly Sample[] = [
  { name: 'buddyinfo rows', text: 'buddyinfo', lines: 200_000, runs: 12 },
  { name: 'extfrag trace lines', text: 'trace', lines: 500_000, runs: 3 },
]

export const figures = async (): Promise<readonly Figure[]> => {
  const code = await bundled('kernel-text-worker.ts')
  const browser = await chromium.launch(launchOptions(await resolveBrowser()))
  try {
    const session = await browser.newBrowserCDPSession()
    const rows: Figure[] = []
    for (const sample of SAMPLES) {
      const page = await browser.newPage()
      rows.push(await figureOf(sample, await workerIn(page, code), session))
      await page.close()
    }
    return rows
  } finally {
    await browser.close()
  }
}

async function bundled(file: string): Promise<string> {
  const input = fileURLToPath(new URL(file, import.meta.url))
  const bundle = await rolldown({ input, platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', name: 'worker' })
  await bundle.close()
  return output[0].code
}

async function workerIn(page: Page, code: string): Promise<Worker> {
  await page.route('http://bench.test/**', (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: code })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  await page.goto('http://bench.test/')
  const opened = page.waitForEvent('worker')
  await page.evaluate(() => void new Worker('/worker.js'))
  return opened
}

interface Time {
  /** Milliseconds a run. */
  readonly cpu: number
  readonly clock: number
}

async function figureOf(
  { name, text, lines, runs }: Sample,
  worker: Worker,
  session: CDPSession,
): Promise<Figure> {
  const bytes = await worker.evaluate(
    ([text, lines]) => (globalThis as unknown as { bench: Bench }).bench.open(text, lines),
    [text, lines] as const,
  )
  const timeOf = async (isReading: boolean): Promise<Time> => {
    const before = await cpuTime(session)
    const clock = await worker.evaluate(
      ([isReading, runs]) => (globalThis as unknown as { bench: Bench }).bench.run(isReading, runs),
      [isReading, runs] as const,
    )
    return { cpu: ((await cpuTime(session)) - before) / runs, clock }
  }
  const pairs: { merely: Time; reading: Time }[] = []
  for (let pair = 0; pair < WARM_UP + PAIRS; pair++)
    pairs.push({ merely: await timeOf(false), reading: await timeOf(true) })
  return figureFrom(
    `${name}: reading / the stream, in Chromium`,
    lines,
    bytes,
    pairs.slice(WARM_UP),
  )
}

/** CPU milliseconds of all processes so far. */
async function cpuTime(session: CDPSession): Promise<number> {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
}

function figureFrom(
  name: string,
  lines: number,
  bytes: number,
  pairs: readonly { merely: Time; reading: Time }[],
): Figure {
  const ratios = pairs.map(({ reading, merely }) => reading.cpu / merely.cpu)
  const byClock = median(pairs.map(({ reading, merely }) => reading.clock / merely.clock))
  const quartiles = [0.25, 0.75].map((share) => quantile(ratios, share).toFixed(2)).join(' to ')
  const [reading, merely] = (['reading', 'merely'] as const).map((which) =>
    median(pairs.map((pair) => pair[which].cpu)).toFixed(0),
  )
  const speed = (lines / median(pairs.map(({ reading }) => reading.clock)) / 1000).toFixed(1)
  return {
    name,
    value: median(ratios),
    bound: 2,
    unit: '×',
    note: `quartiles ${quartiles}, by the clock ${byClock.toFixed(2)}; ${reading} ms / ${merely} ms, ${speed}M lines/s, ${(bytes / 1e6).toFixed(0)} MB, median of ${PAIRS} pairs`,
  }
}
