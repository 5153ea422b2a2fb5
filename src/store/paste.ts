// The page's mirror of the worker that reads: the text, what was found in it, and which of its moments
// is looked at. The newest text and the newest question win.

import { create } from 'zustand'
import type { Course, ZoneKey } from '../worker/course.ts'
import { InspectionClient, WorkerDeath } from '../worker/inspection-client.ts'
import type { Look, Question } from '../worker/look.ts'
import type { Overview } from '../worker/overview.ts'
import { decodePaste } from './paste-link.ts'

export type { Course, ZoneKey } from '../worker/course.ts'
export type { EventSummary } from '../worker/event-summary.ts'
export type { Look } from '../worker/look.ts'
export type { Overview } from '../worker/overview.ts'

interface PasteState {
  /** What the field holds; of a text that is held beside it, the start. */
  text: string
  /** A text too long for the field, or a file: what it is called, its size in bytes. */
  held: { readonly name: string; readonly bytes: number } | null
  /** Of the last text that was read; while the next one is read it stays. */
  overview: Overview | null
  look: Look | null
  question: Question
  /** Free blocks over all moments; null where there is one moment, or none. */
  course: Course | null
  /** Lines that could not be read, by number. */
  lines: ReadonlyMap<number, string>
  /** In bytes, of a text that takes a while. */
  progress: { readonly done: number; readonly total: number } | null
  notice: string | null
}

const NOTHING = {
  overview: null,
  look: null,
  question: { moment: null, against: null, pageSize: null },
  course: null,
  lines: new Map<number, string>(),
  progress: null,
}

export const usePaste = create<PasteState>()(() => ({
  text: '',
  held: null,
  notice: null,
  ...NOTHING,
}))

const set = usePaste.setState
const get = usePaste.getState

/** After the last key, until the text is read. */
const EDIT_PAUSE = 150
/** Work shorter than this shows no progress. */
const PROGRESS_AFTER = 200
/** Characters that a text field lays out without being felt. */
export const FIELD_LIMIT = 1 << 17
/** Characters of a longer text that the field shows. */
const FIELD_START = 1 << 12
/** Lines that are fetched to be shown as they stand. */
const MOST_LINES = 200

let client: InspectionClient | null = null
let editTimer: ReturnType<typeof setTimeout> | undefined
/** What is shown, and what is read or was read last. */
let source: Blob | null = null
let turn = 0
/** The whole of a pasted text that is too long for the field. */
let heldText: string | null = null

/** The text is typed: it is read in a moment, and looked at as the one before it. */
export function edit(text: string): void {
  if (text.length > FIELD_LIMIT) {
    openText(text)
    return
  }
  heldText = null
  set({ text, held: null, notice: null })
  clearTimeout(editTimer)
  editTimer = setTimeout(() => void readNew(new Blob([text]), get().question), EDIT_PAUSE)
}

/** Replaces the text by what was pasted, an example or a link's. */
export function openText(text: string, question: Question = NOTHING.question): void {
  clearTimeout(editTimer)
  const isLong = text.length > FIELD_LIMIT
  const blob = new Blob([text])
  heldText = isLong ? text : null
  set({
    text: isLong ? text.slice(0, FIELD_START) : text,
    held: isLong ? { name: 'Pasted text', bytes: blob.size } : null,
    notice: null,
  })
  void readNew(blob, question)
}

/** Opens a file: a short one as text, a long one as it comes. */
export async function openFile(file: File): Promise<void> {
  clearTimeout(editTimer)
  try {
    const start = await file.slice(0, FIELD_LIMIT + 1).text()
    const isText = file.size <= FIELD_LIMIT && !start.includes('\0')
    heldText = null
    set({
      text: isText ? start.replace(/^\uFEFF/, '') : printable(start.slice(0, FIELD_START)),
      held: isText ? null : { name: file.name, bytes: file.size },
      notice: null,
    })
    await readNew(file, NOTHING.question)
  } catch {
    set({ notice: `${file.name} could not be read.` })
  }
}

/** Opens what an address carries; false: it carries nothing. */
export async function openAddress(hash: string): Promise<boolean> {
  if (!hash.includes('text=')) return false
  const link = await decodePaste(hash)
  if (link.kind === 'paste') openText(link.paste.text, link.paste)
  if (link.kind === 'broken') set({ notice: `This link cannot be opened: ${link.why}` })
  return link.kind === 'paste'
}

export function clear(): void {
  edit('')
}

/** The whole text, as long as it is at hand; null: it is a file that was read as it came. */
export function wholeText(): string | null {
  const { held, text } = get()
  return held ? heldText : text
}

/** Stops reading; what was read before stays. */
export function cancelReading(): void {
  turn++
  client?.cancel()
  set({ progress: null, notice: 'Reading was cancelled.' })
}

export function notify(notice: string): void {
  set({ notice })
}

export function dismissNotice(): void {
  set({ notice: null })
}

/** Looks at another moment, or with another page size. */
export function ask(change: Partial<Question>): void {
  set(({ question }) => ({ question: { ...question, ...change } }))
  if (!isAsking) void answer()
}

let isAsking = false

async function answer(): Promise<void> {
  isAsking = true
  for (let asked: Question | null = null; asked !== get().question; ) {
    const question = get().question
    asked = question
    const look = await attempt((worker) => worker.look(question))
    if (look) set({ look })
  }
  isAsking = false
}

/** The course of one zone, or of all zones together. */
export async function followZone(zone: ZoneKey | null): Promise<void> {
  const course = await attempt((worker) => worker.course(zone))
  if (course) set({ course })
}

/** Reads a text that the reader has brought. */
function readNew(blob: Blob, question: Question): Promise<void> {
  restarts = 0
  return read(blob, question)
}

async function read(blob: Blob, question: Question): Promise<void> {
  const mine = ++turn
  source = blob
  if (blob.size === 0) {
    client?.cancel()
    set(NOTHING)
    return
  }
  client ??= new InspectionClient()
  const asked = client
  const began = performance.now()
  try {
    const opened = await asked.open(blob, question, (done, total) => {
      if (mine === turn && performance.now() - began > PROGRESS_AFTER)
        set({ progress: { done, total } })
    })
    if (mine !== turn) return
    if (opened.kind === 'cancelled') return set({ progress: null })
    const { overview, look } = opened
    set({ overview, look, question, course: null, lines: new Map(), progress: null })
    void fetchRest(mine, overview)
  } catch (error) {
    if (mine !== turn) return
    set({ progress: null })
    if (error instanceof WorkerDeath) await recover(error, asked)
    else set({ notice: 'The text could not be read to its end. Has the file changed meanwhile?' })
  }
}

/** What the page shows after the verdict stands. */
async function fetchRest(mine: number, { moments, unread }: Overview): Promise<void> {
  if (moments.length > 1) {
    const course = await attempt((worker) => worker.course(null))
    if (mine === turn && course) set({ course })
  }
  if (unread.length === 0) return
  const numbers = unread.slice(0, MOST_LINES).map(({ line }) => line)
  const lines = await attempt((worker) => worker.lines(numbers))
  if (mine === turn && lines) set({ lines })
}

async function attempt<T>(call: (worker: InspectionClient) => Promise<T>): Promise<T | null> {
  const asked = client
  if (!asked) return null
  try {
    return await call(asked)
  } catch (error) {
    await recover(error, asked)
    return null
  }
}

let restarts = 0

/** A worker died: starts another, which reads the same text again. */
async function recover(error: unknown, asked: InspectionClient): Promise<void> {
  if (!(error instanceof WorkerDeath)) throw error
  if (asked !== client) return // another call that it owed an answer has told so
  client.end()
  client = null
  if (++restarts > 2) {
    set({ notice: `Reading stopped (${error.message}). Change the text or reload the page.` })
    return
  }
  set({ notice: `Reading stopped (${error.message}) and was started again.` })
  if (source) await read(source, get().question)
}

/** Bytes that are no text would be noise in a field. */
function printable(text: string): string {
  return text.includes('\0') ? '' : text
}
