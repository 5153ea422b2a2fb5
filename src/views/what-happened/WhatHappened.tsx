import { lazy, Suspense, useEffect } from 'react'
import { dismissNotice, useSimulation } from '../../store/simulation.ts'
import { useView } from '../../store/view.ts'
import { Notice } from '../../ui/Notice.tsx'
import { Sentence } from './Sentence.tsx'
import { Working } from './Working.tsx'

/** Fetched with the first step: the start has none. */
const loadArithmetic = async () => ({ default: (await import('./Arithmetic.tsx')).Arithmetic })
const Arithmetic = lazy(loadArithmetic)

/** Faster than this, a screen reader could only stutter. Actions are one to 0.9 s at 1. */
const FASTEST_SPOKEN = 1

/** What the pictures show, in words; the one region that speaks by itself. */
export function WhatHappened() {
  const view = useSimulation((state) => state.view)
  const progress = useSimulation((state) => state.progress)
  const notice = useSimulation((state) => state.notice)
  const isRacing = useView((state) => state.isPlaying && state.speed > FASTEST_SPOKEN)
  const arithmetic = progress ? null : view?.explanation.arithmetic
  const hasBegun = view?.action != null
  useEffect(() => {
    if (hasBegun) void loadArithmetic()
  }, [hasBegun])

  return (
    <section aria-label="What happened" className="what">
      {notice !== null && <Notice text={notice} onDismiss={dismissNotice} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop no key could scroll it */}
      <div className="what-body" data-wide={!arithmetic} tabIndex={0}>
        <div className="what-words" aria-live={isRacing ? 'off' : 'polite'} aria-atomic="true">
          {progress ? <Working {...progress} /> : view && <Sentence view={view} />}
        </div>
        <Suspense>{arithmetic && <Arithmetic {...arithmetic} />}</Suspense>
      </div>
    </section>
  )
}
