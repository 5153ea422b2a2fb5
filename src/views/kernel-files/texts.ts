// What the kernel of this machine would print now: its files, and what it said of the action.

import { formatExtfragEvents } from '../../core/kernel-print/extfrag-event.ts'
import { KERNEL_FILES } from '../../core/kernel-print/files.ts'
import type { RunSummary, StepView } from '../../core/run/summary.ts'

export interface KernelText {
  /** `zoneinfo`, `dmesg`. */
  readonly name: string
  readonly path: string
  /** Printed when it is asked for. */
  print(): string
}

/** The files, then the failure's log and the trace of fallbacks where the action has them. */
export function kernelTexts({ config }: RunSummary, view: StepView): KernelText[] {
  const texts: KernelText[] = KERNEL_FILES.map(({ name, path, print }) => ({
    name,
    path,
    print: () => print(config, view.frame),
  }))
  const { log } = view.explanation
  if (log?.includes('\n')) texts.push({ name: 'dmesg', path: 'dmesg', print: () => log })
  const events = view.events.map(({ event }) => event)
  const trace = formatExtfragEvents(config, view.action?.name ?? 'kernel', events)
  if (trace !== '')
    texts.push({
      name: 'trace_pipe',
      path: '/sys/kernel/tracing/trace_pipe',
      print: () => trace,
    })
  return texts
}
