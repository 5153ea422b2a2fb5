import { readdirSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { counterOf } from '../core/buddy/frame.ts'
import { LINUX_PARTS } from '../core/run/linux.ts'
import { Run } from '../core/run/run.ts'
import { lastView, viewerOf } from '../core/run/run-of.ts'
import { parseScript } from '../core/script/parse.ts'
import { FIRST_SOURCE } from './first.ts'
import { EXAMPLES, loadExample } from './index.ts'

test('every script of the folder is in the menu', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.buddy'))
  expect(EXAMPLES.map(({ id }) => `${id}.buddy`).sort()).toEqual(files.sort())
})

test('A to F stands line by line as the design shows it', () => {
  const lines = FIRST_SOURCE.split('\n')
  expect([lines[5], lines[13]]).toEqual(['alloc A 8K', 'expect fail'])
})

const scripts = await Promise.all(
  EXAMPLES.map(async (example) => ({ ...example, source: await loadExample(example) })),
)

describe.each(scripts)('$title', ({ title, summary, source }) => {
  const { script, errors } = parseScript(source)

  it('is a script that the machine can run', () => {
    expect(errors).toEqual([])
    expect(script).not.toBeNull()
  })

  it('tells its title and what there is to see', () => {
    expect(script?.title).toBe(title)
    expect(summary).not.toBe('')
  })

  it('holds what it expects', () => {
    const run = script && Run.begin(script, LINUX_PARTS)
    if (!(run instanceof Run)) throw new Error(`does not begin: ${JSON.stringify(run)}`)
    run.advance(Number.POSITIVE_INFINITY)
    expect(run.errorsCounted).toEqual([])
    expect(run.expectations.length).toBeGreaterThan(0)
    expect(run.expectations.filter(({ ok }) => !ok)).toEqual([])
  })
})

const sourceOf = (id: string) => scripts.find((example) => example.id === id)?.source ?? ''

test('a stolen page ends in pieces, with as much free as was asked for', () => {
  const { action } = lastView(sourceOf('stolen-page'))
  expect(action?.failure).toMatchObject({ reason: 'fragmentation', order: 4, freePages: 16 })
})

test('the marks at boot are within one page of those that the source names', () => {
  const source = sourceOf('boot-marks')
  const { linux } = viewerOf(source).summary().initial
  const [dma, dma32] = [...source.matchAll(/DMA(?:32)? (\d+) (\d+) (\d+)/g)].map((found) =>
    found.slice(1).map(Number),
  )
  const marks = ['min', 'low', 'high'] as const
  for (const [zone, named] of [dma, dma32].entries())
    for (const [i, mark] of marks.entries())
      expect(Math.abs((linux ? counterOf(linux, zone, mark) : 0) - (named?.[i] ?? 0))).toBe(1)
})

test('what DMA keeps back is told where it is seen: two fall back, one comes back to DMA32, one fails', () => {
  const viewer = viewerOf(sourceOf('lowmem-reserve'))
  const { steps } = viewer.summary()
  const told = [255, 256, 257, 258, 259].map((step) => viewer.view({ step, small: null }))
  expect(steps).toBe(259)
  expect(told.map(({ action }) => action?.blocks[0]?.pfn ?? -1)).toEqual([
    0, 1024, 264192, -1, 2048,
  ])
  expect(told.map(({ say }) => say.length)).toEqual([1, 0, 1, 1, 1])
})
