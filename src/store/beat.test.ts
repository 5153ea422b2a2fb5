import { describe, expect, test } from 'vitest'
import { speedIn, speedsFor } from './beat.ts'
import { dueActions, playTo } from './clock.ts'

const nowhere = () => false

describe('how far Play goes', () => {
  test('an action at a time', () => {
    expect(playTo(3, 8, 1, nowhere)).toEqual({ step: 4, isOver: false })
  })

  test('many at a time, no further than the end', () => {
    expect(playTo(3, 8, 100, nowhere)).toEqual({ step: 8, isOver: true })
  })

  test('to a breakpoint, even where it is passed within one frame', () => {
    expect(playTo(3, 8, 4, (step) => step === 5)).toEqual({ step: 5, isOver: true })
  })

  test('away from the breakpoint that it stands on', () => {
    expect(playTo(5, 8, 1, (step) => step === 5)).toEqual({ step: 6, isOver: false })
  })

  test('nowhere at the end', () => {
    expect(playTo(8, 8, 1, nowhere)).toEqual({ step: 8, isOver: true })
  })
})

describe('how many actions are due', () => {
  test('one after 0.9 s at 1×, one after 225 ms at 4×', () => {
    expect(dueActions(899, 1, 8)).toBe(0)
    expect(dueActions(900, 1, 8)).toBe(1)
    expect(dueActions(225, 4, 8)).toBe(1)
  })

  test('at Max a run of any length passes in eight seconds', () => {
    expect(dueActions(8000, Number.POSITIVE_INFINITY, 1_000_000)).toBe(1_000_000)
    expect(dueActions(5, Number.POSITIVE_INFINITY, 1_000_000)).toBe(0)
  })
})

describe('the speeds of a run', () => {
  test('a long run is offered long strides, and a very long one starts with them', () => {
    expect(speedsFor(800)).toContain(100)
    expect(speedIn(800, 2)).toBe(1)
    expect(speedsFor(25_464)).not.toContain(1)
    expect(speedIn(25_464, 1)).toBe(100)
    expect(speedIn(25_464, 10)).toBe(10)
  })

  test('a short run falls back to an action a beat', () => {
    expect(speedIn(8, 100)).toBe(1)
    expect(speedIn(8, 4)).toBe(4)
  })
})
