import { type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Step } from '../../core/units.ts'
import { pause } from '../../store/playback.ts'
import { seekStep, useSimulation } from '../../store/simulation.ts'
import { pointIn } from '../../ui/point-in.ts'
import { holdStill } from '../../ui/still.ts'
import { stepAt, type TimeAxis } from './time-axis.ts'

export interface Scrub {
  /** The step to show: the one under the finger, which the run follows. */
  readonly step: Step
  /** The hand takes hold of the run, and lets go. */
  readonly hold: () => void
  readonly release: () => void
  readonly to: (step: Step) => void
}

/** Moves through the run by hand. What the hand has reached is shown at once, the rest comes after. */
export function useScrub(): Scrub {
  const position = useSimulation((state) => state.view?.position)
  const [reached, setReached] = useState<Step | null>(null)
  const isHeld = useRef(false)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each position that arrives counts
  useEffect(() => {
    if (!isHeld.current) setReached(null)
  }, [position])
  useEffect(() => () => holdStill('scrubbing', false), [])

  return {
    step: reached ?? position?.step ?? 0,
    hold() {
      isHeld.current = true
      holdStill('scrubbing', true)
    },
    release() {
      isHeld.current = false
      holdStill('scrubbing', false)
      if (reached === position?.step) setReached(null)
    },
    to(step) {
      pause()
      setReached(step)
      seekStep(step)
    },
  }
}

/** Pointer handlers of an area in which the step under the pointer is sought, from press to release. */
export function scrubHandlers(axis: TimeAxis, width: number, scrub: Scrub) {
  const follow = (event: PointerEvent<HTMLElement>) =>
    scrub.to(stepAt(axis, pointIn(event.currentTarget, width, event).x))
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || event.target instanceof HTMLInputElement) return
      event.currentTarget.setPointerCapture(event.pointerId)
      scrub.hold()
      follow(event)
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event)
    },
    onPointerUp: scrub.release,
    onPointerCancel: scrub.release,
  }
}
