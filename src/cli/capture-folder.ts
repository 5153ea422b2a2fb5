// The files of a capture's trace folder: the trace, streamed; what was read before it; the release
// of its kernel. A file that cannot be read is told as wrong usage.

import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createGunzip, gunzipSync } from 'node:zlib'
import type { Before } from '../core/cosimulate/read-capture.ts'
import { type PageEvents, type Refusal, TraceReader } from '../core/cosimulate/trace-events.ts'
import { UsageError } from './usage.ts'

/** Bytes of a file that was packed: kpageflags of the largest machine that is simulated, twice. */
const LARGEST = 1 << 28

/** `trace.txt`, or `trace.txt.gz`. */
export async function readTrace(folder: string): Promise<PageEvents | Refusal> {
  const plain = join(folder, 'trace.txt')
  const path = existsSync(plain) ? plain : `${plain}.gz`
  const reader = new TraceReader()
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  const stream: NodeJS.ReadableStream =
    path === plain ? file : file.pipe(createGunzip({ chunkSize: 1 << 18 }))
  stream.setEncoding('latin1')
  try {
    await new Promise<void>((done, fail) => {
      file.on('error', fail)
      stream.on('error', fail)
      stream.on('data', (text) => reader.push(String(text)))
      stream.on('end', done)
    })
  } catch (error) {
    throw cannotRead(path, error)
  }
  return reader.end()
}

/** What the folder's `before/` holds; the lists must be there, the rest may be missing. */
export function readBefore(folder: string): Before {
  const path = (name: string) => join(folder, 'before', name)
  return {
    lists: unpack(path('truth.tsv.gz')).toString('latin1'),
    pagetypeinfo: ifThere(path('pagetypeinfo'), read),
    kpageflags: ifThere(path('kpageflags.bin.gz'), unpack),
  }
}

/** `uname-r.txt` in the folder or the nearest one above it; null: there is none. */
export function readRelease(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const release = ifThere(join(at, 'uname-r.txt'), read)
    if (release !== null) return release.toString('latin1').trim()
    if (dirname(at) === at) return null
  }
}

function ifThere(path: string, readIt: (path: string) => Buffer): Buffer | null {
  return existsSync(path) ? readIt(path) : null
}

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw cannotRead(path, error)
  }
}

function unpack(path: string): Buffer {
  try {
    return gunzipSync(readFileSync(path), { maxOutputLength: LARGEST })
  } catch (error) {
    throw cannotRead(path, error)
  }
}

function cannotRead(path: string, error: unknown): UsageError {
  const why = error instanceof Error ? error.message : String(error)
  return new UsageError(`cannot read "${path}": ${why}`)
}
