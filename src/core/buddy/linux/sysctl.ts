// Settings that can be written while the machine runs, as sysctls: vm.min_free_kbytes
// (min_free_kbytes_sysctl_handler, mm/page_alloc.c) and vm.extfrag_threshold.

import type { Sysctl } from '../command.ts'
import type { Machine } from '../machine.ts'
import { emit } from '../trace.ts'
import { setMarks } from './marks.ts'

/** Bytes for min-free, thousandths for extfrag-threshold. */
export function writeSetting(machine: Machine, setting: Sysctl, value: number): void {
  const { state, trace } = machine
  if (setting === 'min-free') setMarks(machine, value)
  else state.set(machine.extfragThreshold, value)
  if (trace) emit(trace, state, { kind: 'set', zone: 0, setting, value })
}
