// The worker's door: one session, its calls carried by comlink, frames transferred, never copied.

import { expose, transfer } from 'comlink'
import { buffersOf } from '../core/buddy/snapshot.ts'
import type { Position, StepView } from '../core/run/summary.ts'
import { otherMessages } from './mailbox.ts'
import { type OnProgress, type Opened, Session } from './session.ts'
import { Slices } from './slices.ts'

const session = new Session(new Slices(otherMessages, () => performance.now()))

function handOver(view: StepView): Transferable[] {
  return buffersOf(view.frame) as ArrayBuffer[]
}

const door = {
  async open(source: string, position: Position, onProgress: OnProgress): Promise<Opened> {
    const opened = await session.open(source, position, onProgress)
    if (opened.kind !== 'run') return opened
    return transfer(opened, [...handOver(opened.view), opened.summary.samples.nrFree.buffer])
  },
  view(position: Position): StepView | null {
    const view = session.view(position)
    return view && transfer(view, handOver(view))
  },
  names: (ids: number[]) => session.names(ids),
  cancel: () => session.cancel(),
  /** Answers as soon as the worker hears: whether it lives. */
  ping: () => true as const,
}

export type Door = typeof door

expose(door)
