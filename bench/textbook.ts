// What the Linux machine costs: the textbook's runs against those of the code before it was there
// (the commit BEFORE, taken out of this checkout's history into a temporary folder), and a run with
// everything on against one with everything off.

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Placement } from '../src/core/buddy/config.ts'
import type { Figure } from './figure.ts'
import { cpuTime, median, quantile } from './measure.ts'
import { ASKING, configFor, largeTrace, smallTrace, type Trace } from './traces.ts'

/** The last commit before policy linux was simulated. */
const BEFORE = 'b410a77'
const PAIRS = 21

/** The parts of one checkout that carry out a run, by the names that they have there. */
interface Core {
  createMachine(config: object, handles: number, linux?: unknown): object
  ActionLog: new (
    capacity: number,
  ) => {
    append(...row: [op: string, ...rest: number[]]): number
    execute(machine: object, step: number): number
    requestFor?(machine: object, asking: object): number
    zonelistFor?(machine: object, asking: object): number
  }
  linux: unknown
}

async function load(root: string): Promise<Core> {
  const part = (path: string) => import(pathToFileURL(join(root, 'src/core', path)).href)
  const { createMachine } = await part('buddy/machine.ts')
  const { ActionLog } = await part('timeline/action-log.ts')
  const hasLinux = existsSync(join(root, 'src/core/buddy/linux/machine.ts'))
  const linux = hasLinux ? (await part('buddy/linux/machine.ts')).LINUX : undefined
  return { createMachine, ActionLog, linux }
}

/** Takes the code of a commit out of the history; null where this checkout has none. */
function checkOut(commit: string): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'buddyscope-before-'))
  try {
    const tar = execFileSync('git', ['archive', commit, 'src/core'], { maxBuffer: 2 ** 28 })
    execFileSync('tar', ['-x', '-C', folder], { input: tar })
    return folder
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
}

/**
 * The code as it stands, copied too: other benchmarks of this process have run the original, and V8 has
 * made up its mind about it by then.
 */
function copyOfNow(): string {
  const folder = mkdtempSync(join(tmpdir(), 'buddyscope-now-'))
  cpSync(join(import.meta.dirname, '../src/core'), join(folder, 'src/core'), { recursive: true })
  return folder
}

/** CPU milliseconds of a whole run, logged as the page logs it; the machine is new each time. */
function timeRun(
  core: Core,
  trace: Trace,
  placement: Placement,
  more: object,
  linux: unknown,
): number {
  const { steps } = trace
  const config = { ...configFor(trace, placement), ...more }
  const machine = core.createMachine(config, steps.length, linux)
  const log = new core.ActionLog(steps.length)
  const detail = log.requestFor?.(machine, ASKING) ?? log.zonelistFor?.(machine, ASKING) ?? 0
  return cpuTime(() => {
    for (let i = 0; i < steps.length; i++) {
      const step = steps[i] as number
      const row =
        step < 0
          ? log.append('free', 1, 0, i, -step, 0)
          : log.append('alloc', 1, 0, i, 2 ** step, detail)
      log.execute(machine, row)
    }
  })
}

function compare(name: string, bound: number | null, a: () => number, b: () => number): Figure {
  for (let i = 0; i < 3; i++) {
    a()
    b()
  }
  const ratios = Array.from({ length: PAIRS }, (_, i) => (i % 2 ? a() / b() : 1 / (b() / a())))
  const [low, high] = [quantile(ratios, 0.25), quantile(ratios, 0.75)].map((q) => q.toFixed(3))
  return {
    name,
    value: median(ratios),
    bound,
    unit: '×',
    note: `${PAIRS} interleaved pairs, quartiles ${low} and ${high}`,
  }
}

const EVERYTHING = {
  policy: 'linux',
  grouping: true,
  pcp: true,
  watermarks: true,
}

export const figures = async (): Promise<readonly Figure[]> => {
  const fresh = copyOfNow()
  const traces = [smallTrace(300_000), largeTrace(300_000)]
  const folder = checkOut(BEFORE)
  const rows: Figure[] = []
  try {
    const now = await load(fresh)
    const before = folder && (await load(folder))
    for (const trace of traces)
      for (const placement of ['lowest', 'lifo'] as const) {
        const name = `textbook now / before, ${trace.name}, ${placement}`
        const run = (core: Core, linux: unknown) => () => timeRun(core, trace, placement, {}, linux)
        if (before) rows.push(compare(name, 1.1, run(now, null), run(before, undefined)))
        else
          rows.push({
            name,
            value: Number.NaN,
            bound: null,
            unit: '×',
            note: `not measured: this checkout has no history back to ${BEFORE}`,
          })
      }
    for (const trace of traces)
      rows.push(
        compare(
          `everything on / off, ${trace.name}, lifo`,
          null,
          () => timeRun(now, trace, 'lifo', EVERYTHING, now.linux),
          () => timeRun(now, trace, 'lifo', {}, null),
        ),
      )
  } finally {
    rmSync(fresh, { recursive: true, force: true })
    if (folder) rmSync(folder, { recursive: true, force: true })
  }
  return rows
}
