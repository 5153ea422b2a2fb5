// The page's mirror of the worker: the text, its errors, the last good run, and where we stand in it.
// All that moves through time goes through one queue, so that steps add up and the newest seek wins.

import { create } from 'zustand'
import type { Position, RunSummary, StepView } from '../core/run/summary.ts'
import type { ScriptError } from '../core/script/script.ts'
import type { Step } from '../core/units.ts'
import { Client, WorkerDeath } from '../worker/client.ts'
import { useView } from './view.ts'

interface SimulationState {
  /** The text in the editor. */
  source: string
  /** Of that text; while there are some the last good run stays. */
  errors: readonly ScriptError[]
  run: RunSummary | null
  /** Whether a text is being run: what is shown is of the one before it. */
  isOpening: boolean
  /** Everything that is shown of the current position; null until the first run. */
  view: StepView | null
  /** Statements of a run that takes a while. */
  progress: { readonly done: number; readonly total: number } | null
  notice: string | null
}

export const useSimulation = create<SimulationState>()(() => ({
  source: '',
  errors: [],
  run: null,
  isOpening: false,
  view: null,
  progress: null,
  notice: null,
}))

const set = useSimulation.setState
const get = useSimulation.getState

const START: Position = { step: 0, small: null }
/** After the last key, until the text is run. */
const EDIT_PAUSE = 300
/** Work shorter than this shows no progress. */
const PROGRESS_AFTER = 200

let client: Client | null = null
let editTimer: ReturnType<typeof setTimeout> | undefined
/** What is pressed while a text is opening is for that text: it waits until that has run, or shows its progress. */
let opening: Promise<void> = Promise.resolve()
/** The text that the worker has run last; a worker that is started anew runs it again. */
let ranSource: string | null = null

/** The text has changed: it runs again in a moment and keeps the position, or the last before it. */
export function edit(source: string): void {
  if (source === get().source) return
  leaveLink()
  set({ source })
  clearTimeout(editTimer)
  editTimer = setTimeout(() => run('keep'), EDIT_PAUSE)
}

/** Runs the text at once and goes to the start. */
export function runScript(): void {
  clearTimeout(editTimer)
  void run('start')
}

/** Replaces the text by an example, a file or a link's, and runs it. */
export function openScript(source: string): void {
  leaveLink()
  show(source)
}

function show(source: string): void {
  set({ source, notice: null })
  useView.setState({ selected: null, hovered: null, measureOrder: null })
  runScript()
}

/** An address that carries another script than the one shown would bring that back on a reload. */
function leaveLink(): void {
  if (location.hash.startsWith('#/lab?script=')) history.replaceState(history.state, '', '#/lab')
}

/** Opens the script that an address carries, or else `fallback`; a broken link says so. */
export async function openAddress(hash: string, fallback: string): Promise<void> {
  if (!hash.includes('script=')) {
    show(fallback)
    return
  }
  const { decodeLink } = await import('./url.ts')
  const link = await decodeLink(hash)
  show(link.kind === 'script' ? link.source : fallback)
  if (link.kind === 'broken')
    set({ notice: `This link cannot be opened: ${link.why} Here is an example instead.` })
}

export function cancelRun(): void {
  client?.cancel()
}

export function notify(notice: string): void {
  set({ notice })
}

export function dismissNotice(): void {
  set({ notice: null })
}

type Move = (view: StepView, run: RunSummary) => Position

let moves: { to: Move; isAbsolute: boolean }[] = []
let isMoving = false

export function seek(position: Position): void {
  // What was asked before an absolute position can no longer be seen.
  moves = []
  move(() => position, true)
}

export function seekStep(step: Step): void {
  seek({ step, small: null })
}

export function goToStart(): void {
  seekStep(0)
}

export function goToEnd(): void {
  move((_, run) => ({ step: run.steps, small: null }))
}

/** Finishes the action that has begun, or does the next. */
export function stepForward(): void {
  move(({ position }) =>
    position.small === null
      ? { step: position.step + 1, small: null }
      : { step: position.step, small: null },
  )
}

/** Returns to the start of the action that was begun last. */
export function stepBack(): void {
  move(({ position }) => ({ step: position.step - 1, small: null }))
}

export function smallStepForward(): void {
  move(({ position }, { steps }) => {
    if (position.small !== null) return { step: position.step, small: position.small + 1 }
    return position.step < steps ? { step: position.step + 1, small: 1 } : position
  })
}

export function smallStepBack(): void {
  move(({ position, eventCount }) => {
    const done = position.small ?? eventCount
    if (done > 1) return { step: position.step, small: done - 1 }
    return { step: position.step - 1, small: null }
  })
}

/** Names of owners that a frame of many blocks leaves out. */
export async function requestNames(ids: number[]): Promise<ReadonlyMap<number, string>> {
  const asked = client
  try {
    return (await asked?.names(ids)) ?? new Map()
  } catch (error) {
    await recover(error, asked)
    return new Map()
  }
}

function move(to: Move, isAbsolute = false): void {
  moves.push({ to, isAbsolute })
  if (!isMoving) void makeMoves()
}

async function makeMoves(): Promise<void> {
  isMoving = true
  for (;;) {
    const mine = opening
    await mine
    if (mine !== opening) continue
    const next = moves.shift()
    if (!next) break
    const { view, run } = get()
    const asked = client
    if (!view || !run || !asked) continue
    const target = clamp(next.to(view, run), run.steps)
    if (isSamePosition(target, view.position)) continue
    try {
      const there = await asked.view(target)
      if (there && run === get().run) set({ view: there })
    } catch (error) {
      await recover(error, asked)
    }
  }
  isMoving = false
}

function clamp({ step, small }: Position, steps: number): Position {
  if (step <= 0) return START
  return step > steps ? { step: steps, small: null } : { step, small }
}

function isSamePosition(a: Position, b: Position): boolean {
  return a.step === b.step && a.small === b.small
}

async function run(from: 'keep' | 'start'): Promise<void> {
  const { source, view, notice: told } = get()
  // What was asked before a new start can no longer be seen.
  if (from === 'start') moves = []
  const position = from === 'keep' && view ? view.position : START
  client ??= new Client()
  const asked = client
  const began = performance.now()
  let settle = () => {}
  const mine = new Promise<void>((resolve) => {
    settle = resolve
  })
  opening = mine
  set({ isOpening: true })
  try {
    const opened = await asked.open(source, position, (done, total) => {
      // Progress has a channel of its own: what it tells can arrive after the run itself.
      const isDue = get().isOpening && performance.now() - began > PROGRESS_AFTER
      if (!isDue || mine !== opening) return
      set({ progress: { done, total } })
      settle()
    })
    if (opened.kind === 'errors') {
      // Where a later text has been typed meanwhile, its own run will answer.
      if (source === get().source) set({ errors: opened.errors })
    } else if (opened.kind === 'run') {
      ranSource = source
      // What was told before this run is past; what came up meanwhile stays.
      const notice = get().notice === told ? null : get().notice
      set({ run: opened.summary, view: opened.view, errors: [], notice })
    }
  } catch (error) {
    await recover(error, asked)
  } finally {
    if (mine === opening) set({ isOpening: false, progress: null })
    settle()
  }
}

let restarts = 0

/** A worker died: starts another, which runs the last good text again where we stood. */
async function recover(error: unknown, asked: Client | null): Promise<void> {
  if (asked !== client) return // another call that it owed an answer has told so
  if (!(error instanceof WorkerDeath)) {
    const why = error instanceof Error ? error.message : String(error)
    set({
      notice: `The simulator met a fault of its own (${why}). What is shown stays; please report it.`,
    })
    return
  }
  client?.end()
  client = null
  const source = ranSource
  if (++restarts > 3) {
    set({
      notice: `The simulator stopped again (${error.message}). Change the script or reload the page.`,
    })
    return
  }
  set({
    notice: `The simulator stopped (${error.message}) and was started again. Your text is all here.`,
  })
  if (source === null) return
  client = new Client()
  try {
    const opened = await client.open(source, get().view?.position ?? START, () => {})
    if (opened.kind !== 'run') return
    // The text may be another by now: then the run that is shown is still the last good one.
    set(
      source === get().source ? { run: opened.summary, view: opened.view } : { view: opened.view },
    )
    restarts = 0
  } catch {
    client = null
  }
}
