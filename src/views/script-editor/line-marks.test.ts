import { describe, expect, test } from 'vitest'
import type { ActionRow, RunSummary, StepView } from '../../core/run/summary.ts'
import { lineMarks, NO_MARKS } from './line-marks.ts'

const row = (step: number, line: number, margin: string, ok = true) =>
  ({ step, line, op: 'alloc', name: `n${step}`, owner: step - 1, margin, ok }) as ActionRow

const rows = [row(1, 6, 'pages 0–1'), row(2, 7, 'page 2'), row(3, 8, 'fails', false)]

function runOf(parts: Partial<RunSummary> = {}) {
  return { actions: rows, expectations: [], errors: [], ...parts } as unknown as RunSummary
}

function viewAt(step: number, small: number | null = null, parts: Partial<StepView> = {}) {
  const action = rows[step - 1] ?? null
  const names = new Map<number, string>()
  return { position: { step, small }, action, loop: '', events: [], names, ...parts } as StepView
}

describe('the lines of a script', () => {
  test('are unmarked before the first run', () => {
    expect(lineMarks(null, null)).toBe(NO_MARKS)
  })

  test('tell their results up to where the run stands', () => {
    const { results, current } = lineMarks(runOf(), viewAt(2))
    expect(current).toBe(7)
    expect([...results]).toEqual([
      [6, { text: 'pages 0–1', isBad: false }],
      [7, { text: 'page 2', isBad: false }],
    ])
  })

  test('tell no result of an action that is under way', () => {
    const { results, current } = lineMarks(runOf(), viewAt(2, 1))
    expect(current).toBe(7)
    expect([...results.keys()]).toEqual([6])
  })

  test('say when their request failed', () => {
    const marks = lineMarks(runOf(), viewAt(3))
    expect(marks.isBad).toBe(true)
    expect(marks.results.get(8)).toEqual({ text: 'fails', isBad: true })
  })

  test('in a loop say where the loop is, and how many of them failed', () => {
    const looped = [row(1, 6, 'page 0'), row(2, 6, 'fails', false), row(3, 9, 'page 1')]
    const run = runOf({ actions: looped })
    expect(lineMarks(run, viewAt(3)).results.get(6)).toEqual({ text: '1 failed', isBad: true })
    const inside = viewAt(1, null, { loop: 'i = 1', action: looped[0] as ActionRow })
    expect(lineMarks(run, inside).results.get(6)).toEqual({ text: 'i = 1', isBad: false })
  })

  test('hold their expectations, or do not', () => {
    const expectation = { column: 1, step: 2, expected: '', found: '' }
    const run = runOf({
      expectations: [
        { ...expectation, line: 9, ok: true },
        { ...expectation, line: 10, ok: false },
      ],
    })
    expect(lineMarks(run, viewAt(1)).results.has(9)).toBe(false)
    const { results } = lineMarks(run, viewAt(2))
    expect(results.get(9)).toEqual({ text: 'holds', isBad: false })
    expect(results.get(10)).toEqual({ text: 'does not hold', isBad: true })
  })

  test('know the owners of all names, those to come as well', () => {
    expect(lineMarks(runOf(), viewAt(0)).owners.get('n3')).toBe(2)
  })
})
