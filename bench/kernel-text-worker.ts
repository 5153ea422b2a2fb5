// What bench/kernel-text-chromium.ts runs in a worker of Chromium: a Blob's stream read with our reader, or merely read.

import { Reader } from '../src/core/kernel-text/reader.ts'
import { buddyinfoText, check, traceText } from './kernel-text-samples.ts'

const TEXTS = { buddyinfo: buddyinfoText, trace: traceText }
let blob = new Blob()
let lines = 0

/** Makes the text; its bytes. */
function open(text: keyof typeof TEXTS, length: number): number {
  blob = new Blob([TEXTS[text](length)])
  lines = length
  return blob.size
}

/** Milliseconds that one of so many runs takes by the clock. */
async function run(isReading: boolean, times: number): Promise<number> {
  const before = performance.now()
  for (let i = 0; i < times; i++) {
    const reader = isReading ? new Reader() : null
    const stream = blob.stream().getReader()
    for (let chunk = await stream.read(); !chunk.done; chunk = await stream.read())
      reader?.push(chunk.value)
    if (reader) check(reader, lines)
  }
  return (performance.now() - before) / times
}

const bench = { open, run }
export type Bench = typeof bench

Object.assign(globalThis, { bench })
