import { expect, it } from 'vitest'
import { LINUX_PARTS } from '../../core/run/linux.ts'
import { Run } from '../../core/run/run.ts'
import { Viewer } from '../../core/run/viewer.ts'
import { parseScript } from '../../core/script/parse.ts'
import { kernelTexts } from './texts.ts'

function textsAt(source: string, step: number) {
  const { script } = parseScript(source)
  const run = script && Run.begin(script, LINUX_PARTS)
  if (!(run instanceof Run)) throw new Error('it begins')
  run.advance(Number.POSITIVE_INFINITY)
  const viewer = new Viewer(run)
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
