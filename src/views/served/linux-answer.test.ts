// What the ladder says of the Linux machine, by hand, and held against what then happens when one asks.

import { describe, expect, test } from 'vitest'
import { chance } from '../../core/random.ts'
import { lastView, viewerOf } from '../../core/run/run-of.ts'
import { answerOnLinux } from './linux-answer.ts'
import { rungs, summary } from './served.ts'

const lines = (...all: string[]) => `${all.join('\n')}\n`

/** 128 pages, no per-CPU lists. */
const ONE_ZONE = lines('policy linux', 'pageblock-order 3', 'max-order 4', 'memory 512K', 'pcp off')

function answersTo(source: string) {
  const viewer = viewerOf(source)
  const { config, steps } = viewer.summary()
  const { frame } = viewer.view({ step: steps, small: null })
  return Array.from({ length: config.maxOrder + 1 }, (_, order) => ({
    order,
    ...answerOnLinux(frame, config, order),
  }))
}

const told = (source: string) =>
  answersTo(source).map(({ order, isServed, why }) => `${order} ${isServed ? 'yes' : 'no'}: ${why}`)

const held = (blocks: number) => Array.from({ length: blocks }, (_, i) => `alloc a${i} 32K movable`)

describe('the ladder of the Linux machine', () => {
  test('a fallback serves where its own lists are empty', () => {
    expect(told(lines(ONE_ZONE, 'watermarks off'))[0]).toBe(
      '0 yes: by fallback, Movable has order 4',
    )
  })

  test('under low it wakes kswapd; at min it is refused', () => {
    // min 16, low 20: 24 pages are free; a block counts for all its pages but one.
    expect(told(lines('min-free 64K', ONE_ZONE, ...held(13)))).toEqual([
      '0 yes: by fallback, Movable has order 4',
      '1 yes: by fallback, Movable has order 4',
      '2 yes: by fallback, Movable has order 4',
      '3 yes: by fallback, Movable has order 4; under low: wakes kswapd',
      '4 no: the min mark refuses: it would have to reclaim',
    ])
  })

  test('a page on a per-CPU list is ready', () => {
    const source = lines(
      'policy linux',
      'grouping off',
      'watermarks off',
      'pcp on batch 4 high 8',
      'max-order 3',
      'memory 32K',
      'alloc a 4K',
      'alloc rest 16K',
    )
    expect(told(source)).toEqual([
      '0 yes: page 1, on a per-CPU list',
      '1 no: no page is free',
      '2 no: no page is free',
      '3 no: no page is free',
    ])
  })

  test('a HighAtomic reserve is not for everybody', () => {
    // 400 pages, of which 20 are left: the request that cannot wait keeps pages 382 and 383 for its like.
    const tight = ['pcp off', 'min-free 64K', 'pageblock-order 2', 'max-order 2', 'memory 1600K']
    const fill = ['for i in 1..95', 'alloc m{i} 16K movable', 'end', 'alloc now 8K atomic']
    const rest = ['alloc r1 16K', 'alloc r2 16K', 'alloc r3 16K', 'alloc r4 8K', 'alloc r5 4K']
    const source = lines('policy linux', ...tight, ...fill, 'set min-free 4K', ...rest)
    expect(told(source)).toEqual([
      '0 no: the min mark refuses: it would have to reclaim',
      '1 no: only the HighAtomic reserve has one',
      '2 no: 3 pages free; needs 4 together',
    ])
  })
})

/** A machine under pressure: blocks of all orders and kinds come and go. */
function pressed(seed: number): string[] {
  const next = chance(seed)
  const below = (end: number) => Math.floor(next() * end)
  const zones = [
    ['memory 512K'],
    ['zone DMA32 256K', 'zone Normal 512K'],
    ['zone node 0 Normal 256K', 'zone node 0 Movable 128K', 'zone node 1 Normal 256K'],
  ][below(3)]!
  const script = ['policy linux', 'pageblock-order 3', 'max-order 5', ...zones]
  if (below(3) === 0) script.push('pcp off')
  if (below(2) === 0) script.push(`min-free ${4 * (1 + below(24))}K`)
  const live: string[] = []
  for (let i = 0; i < 60; i++)
    if (live.length > 0 && below(3) === 0)
      script.push(`free ${live.splice(below(live.length), 1)[0]}`)
    else {
      const kind = ['', 'movable', 'reclaimable', 'atomic'][below(4)]
      script.push(`alloc a${i} ${4 * 2 ** below(4)}K ${kind}`)
      live.push(`a${i}`)
    }
  return script
}

test('what the ladder says is what happens', () => {
  const seen = { yes: 0, underLow: 0, no: 0, where: 0 }
  for (let seed = 1; seed <= 60; seed++) {
    const script = pressed(seed)
    const source = lines(...script)
    for (const { order, isServed, why } of answersTo(source)) {
      const asked = lines(...script, `alloc asked ${4 * 2 ** order}K`)
      const { events, action } = lastView(asked)
      const stages = events.flatMap(({ event }) =>
        event.kind === 'slow-path' ? [event.stage] : [],
      )
      const isEasy = !stages.some((stage) => !['fast', 'kswapd', 'min', 'served'].includes(stage))
      expect([asked, isEasy]).toEqual([asked, isServed])
      if (isServed)
        expect([asked, stages.includes('min')]).toEqual([asked, why.includes('under low')])
      const [, first] = /pages? (\d+)/.exec(why) ?? []
      if (first !== undefined)
        expect([asked, why, action?.margin]).toEqual([
          asked,
          why,
          expect.stringMatching(new RegExp(`pages? ${first}\\b`)),
        ])
      seen[isServed ? 'yes' : 'no']++
      if (first !== undefined) seen.where++
      if (why.includes('under low')) seen.underLow++
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(30)
})

test('with marks no number of times is promised', () => {
  const viewer = viewerOf(lines('policy linux', 'memory 8M', 'min-free 64K'))
  const { config } = viewer.summary()
  const { frame } = viewer.view({ step: 0, small: null })
  expect(summary(frame, config, rungs(frame, config, answerOnLinux))).toBe('Every order.')
})
