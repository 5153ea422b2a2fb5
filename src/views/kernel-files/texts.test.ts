import { expect, it } from 'vitest'
import { viewerOf } from '../../core/run/run-of.ts'
import { kernelTexts } from './texts.ts'

function textsAt(source: string, step: number) {
  const viewer = viewerOf(source)
  return kernelTexts(viewer.summary(), viewer.view({ step, small: null }))
}

const SCRIPT = 'policy linux\npcp off\nmemory 4M\nalloc A 4K\nalloc B 8M\nalloc C 4M\n'
const FILES = ['buddyinfo', 'pagetypeinfo', 'zoneinfo', 'extfrag_index', 'unusable_index']

it('has the files at any step', () => {
  expect(textsAt(SCRIPT, 0).map(({ name }) => name)).toEqual(FILES)
})

it('has the trace of a fallback at the action that fell back', () => {
  const trace = textsAt(SCRIPT, 1).find(({ name }) => name === 'trace_pipe')
  expect(trace?.print()).toMatch(/^ +A \[000\] mm_page_alloc_extfrag: .* alloc_order=0 /)
})

it('has the log of a failure at the action that failed', () => {
  const log = textsAt(SCRIPT, 3).find(({ name }) => name === 'dmesg')
  expect(log?.print()).toContain('page allocation failure: order:10')
})
