// The same script under one other setting, run by a worker of its own and kept at the same step: what
// the comparison shows beside the run itself. Fetched with the comparison.

import { create } from 'zustand'
import type { MachineConfig } from '../core/buddy/config.ts'
import type { Position, RunSummary, StepView } from '../core/run/summary.ts'
import type { ScriptError } from '../core/script/script.ts'
import { withSetting } from '../core/script/with-setting.ts'
import { Client, WorkerDeath } from '../worker/client.ts'
import { useSimulation } from './simulation.ts'

interface CompareState {
  /** A line of the script language: `grouping off`. */
  setting: string | null
  run: RunSummary | null
  view: StepView | null
  errors: readonly ScriptError[]
  /** Why there is nothing to show; null: nothing stands in the way. */
  trouble: string | null
}

const NOTHING = { run: null, view: null, errors: [], trouble: null }

export const useCompare = create<CompareState>()(() => ({ setting: null, ...NOTHING }))

const set = useCompare.setState
const get = useCompare.getState

/** Settings that a machine could have instead, each the smallest change there is. */
export function otherSettings(config: MachineConfig): string[] {
  const { policy, placement, fit, grouping, pcp, watermarks } = config
  const others: string[] = []
  if (grouping) others.push('grouping off')
  else if (policy === 'linux') others.push('grouping on')
  others.push(placement === 'lowest' ? 'placement lifo' : 'placement lowest')
  for (const other of ['textbook', 'article', 'linux'])
    if (other !== policy) others.push(`policy ${other}`)
  others.push(fit === 'round' ? 'fit exact' : 'fit round')
  if (policy === 'linux') {
    others.push(pcp ? 'pcp off' : 'pcp on')
    others.push(watermarks ? 'watermarks off' : 'watermarks on')
  }
  return others
}

/** How the run itself stands in what `setting` changes: `grouping on`. */
export function ownSetting(config: MachineConfig, setting: string): string {
  const key = setting.split(' ', 1)[0]
  switch (key) {
    case 'policy':
    case 'placement':
    case 'fit':
      return `${key} ${config[key]}`
    case 'grouping':
    case 'pcp':
    case 'watermarks':
      return `${key} ${config[key] ? 'on' : 'off'}`
    default:
      return ''
  }
}

export function compareWith(setting: string): void {
  set({ setting, ...NOTHING })
  open()
}

let client: Client | null = null
/** The run that the other one stands beside. */
let beside: RunSummary | null = null
let isMoving = false

/** Follows the run as long as the comparison is shown; returns how to stop. */
export function followRun(): () => void {
  const stop = useSimulation.subscribe(({ run, view }) => {
    if (run !== beside) open()
    else if (view) void move()
  })
  open()
  return () => {
    stop()
    client?.end()
    client = null
    beside = null
    set(NOTHING)
  }
}

async function open(): Promise<void> {
  const { run, source, view } = useSimulation.getState()
  beside = run
  if (!run) return
  const others = otherSettings(run.config)
  const { setting: chosen } = get()
  const setting = chosen && others.includes(chosen) ? chosen : (others[0] ?? null)
  if (setting === null) return
  set({ setting, trouble: null })
  client ??= new Client()
  try {
    const position = stepOf(view?.position)
    const opened = await client.open(withSetting(source, setting), position, () => {})
    if (beside !== run || get().setting !== setting) return
    if (opened.kind === 'run') {
      set({ run: opened.summary, view: opened.view, errors: [] })
      void move()
    } else if (opened.kind === 'errors')
      set({
        ...NOTHING,
        errors: opened.errors,
        trouble: 'The script does not run with this setting.',
      })
  } catch (error) {
    fail(error)
  }
}

/** Goes where the run stands; steps that come meanwhile add up to one. */
async function move(): Promise<void> {
  if (isMoving) return
  isMoving = true
  try {
    for (;;) {
      const wanted = stepOf(useSimulation.getState().view?.position)
      const { run, view } = get()
      const step = Math.min(wanted.step, run?.steps ?? 0)
      if (!client || !run || view?.position.step === step) return
      const there = await client.view({ step, small: null })
      if (there && run === get().run) set({ view: there })
    }
  } catch (error) {
    fail(error)
  } finally {
    isMoving = false
  }
}

function stepOf(position: Position | undefined): Position {
  return { step: position?.step ?? 0, small: null }
}

function fail(error: unknown): void {
  if (error instanceof WorkerDeath) {
    client?.end()
    client = null
  }
  set({ ...NOTHING, trouble: 'The comparison has stopped. Choose a setting to start it again.' })
}
