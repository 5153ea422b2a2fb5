// What the kernel logs of a request that failed, as mm/page_alloc.c: warn_alloc does. Left out are the
// lines that a simulated machine has nothing for: the CPU and its stack, the hardware.

import type { MachineConfig } from '../buddy/config.ts'
import type { Order } from '../units.ts'
import type { PrintedFrame } from './counts.ts'
import { type GfpRequest, gfpText } from './gfp.ts'
import { memInfoLines } from './mem-info.ts'

/** Without a line break at its end. `task` is who asked, `frame` the machine as the request failed. */
export function formatFailureLog(
  config: MachineConfig,
  frame: PrintedFrame,
  task: string,
  order: Order,
  request: GfpRequest,
): string {
  const nodes = [...new Set(config.zones.map(({ node }) => node))].sort((a, b) => a - b)
  const mode = gfpText(config.kernel, request)
  return [
    `${task}: page allocation failure: order:${order}, mode:${mode}, nodemask=(null),cpuset=/,mems_allowed=${nodeList(nodes)}`,
    ...memInfoLines(config, frame, request.highest),
  ].join('\n')
}

/** `0-1,3`, as %*pbl prints a mask. */
function nodeList(nodes: readonly number[]): string {
  const runs: string[] = []
  for (let i = 0; i < nodes.length; ) {
    const from = nodes[i] as number
    let to = from
    while (nodes[i + 1] === to + 1) to = nodes[++i] as number
    runs.push(from === to ? String(from) : `${from}-${to}`)
    i++
  }
  return runs.join(',')
}
