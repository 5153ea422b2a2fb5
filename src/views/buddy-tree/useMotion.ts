import { useState } from 'react'
import type { Frame } from '../../core/buddy/frame.ts'
import { isHeldStill } from '../../ui/still.ts'
import { type Motion, motionBetween, STILL } from './motion.ts'

/** Frames that follow each other faster than this, in milliseconds, are shown as they are: somebody drags. */
const TOO_FAST = 120

interface Moment {
  readonly frame: Frame
  readonly at: number
  readonly motion: Motion
  /** Counts cross-fades, so that one can follow another. */
  readonly fades: number
}

/** What moves between the frame shown before and this one. `subject`: nothing moves to another run. */
export function useMotion(frame: Frame, subject: unknown): Motion & { readonly fades: number } {
  const [moment, setMoment] = useState<Moment & { subject: unknown }>(() => ({
    frame,
    subject,
    at: Number.NEGATIVE_INFINITY,
    motion: STILL,
    fades: 0,
  }))
  if (moment.frame !== frame) {
    const at = performance.now()
    const isStill = isHeldStill() || moment.subject !== subject || at - moment.at < TOO_FAST
    const motion = isStill ? STILL : motionBetween(moment.frame, frame)
    setMoment({ frame, subject, at, motion, fades: moment.fades + (motion.isFade ? 1 : 0) })
  }
  return { ...moment.motion, fades: moment.fades }
}
