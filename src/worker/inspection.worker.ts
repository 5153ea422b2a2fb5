// The worker's door to what a kernel printed: one text at a time, its calls carried by comlink.

import { expose, transfer } from 'comlink'
import type { Course, ZoneKey } from './course.ts'
import { Inspection, type OnRead, type Opened } from './inspection.ts'
import type { Look, Question } from './look.ts'
import { otherMessages } from './mailbox.ts'
import { Slices } from './slices.ts'

const inspection = new Inspection(new Slices(otherMessages, () => performance.now()))

const door = {
  open: (source: Blob, question: Question, onRead: OnRead): Promise<Opened> =>
    inspection.open(source, question, onRead),
  look: (question: Question): Look | null => inspection.look(question),
  course(zone: ZoneKey | null): Course | null {
    const course = inspection.course(zone)
    return course && transfer(course, [course.nrFree.buffer])
  },
  lines: (numbers: readonly number[]): Promise<Map<number, string>> => inspection.lines(numbers),
  cancel: () => inspection.cancel(),
  /** Answers as soon as the worker hears: whether it lives. */
  ping: () => true as const,
}

export type Door = typeof door

expose(door)
