import { expect, it } from 'vitest'
import { notYet } from './not-yet.ts'
import { formatScriptError, parseScript } from './parse.ts'

function refused(...lines: string[]): string[] {
  const { script, errors } = parseScript(lines.join('\n'))
  if (!script) throw new Error(errors.map(formatScriptError).join('\n'))
  return notYet(script).map(formatScriptError)
}

it('accepts the textbook and the article, whatever is said of mobility', () => {
  const lines = ['alloc A 4K movable atomic', 'alloc B 4K cache', 'drain', 'free A']
  expect(refused('memory 32K', ...lines)).toEqual([])
  expect(refused('memory 32K', 'policy article', 'grouping off', 'kernel 6.1', ...lines)).toEqual(
    [],
  )
})

it('names each line that asks for the Linux machine', () => {
  expect(refused('memory 32K', 'grouping on', 'pcp on', 'watermarks on')).toEqual([
    'line 2:1: "grouping on" is not there yet: it comes with the Linux machine; leave the line out or say "grouping off"',
    'line 3:1: "pcp on" is not there yet: it comes with the Linux machine; leave the line out or say "pcp off"',
    'line 4:1: "watermarks on" is not there yet: it comes with the Linux machine; leave the line out or say "watermarks off"',
  ])
})

it('names the policy for what it brings along', () => {
  expect(refused('policy linux', 'memory 32K', 'pcp off')).toEqual([
    'line 1:1: "policy linux" is not whole yet: grouping, watermarks come with the Linux machine; add "grouping off", "watermarks off" to have its fit and placement alone',
  ])
  expect(refused('policy linux', 'memory 4K', 'pcp off', 'grouping off', 'watermarks off')).toEqual(
    [],
  )
})

it('names actions inside loops too, and free blocks by type', () => {
  expect(
    refused(
      'zone Normal 32K free Movable 1',
      'grouping on',
      'for i in 1..2',
      '  compact',
      '  reclaim 4K',
      'end',
      'set extfrag-threshold 400',
    ).map((line) => line.replace(/: .*/, '')),
  ).toEqual(['line 1:1', 'line 2:1', 'line 4:3', 'line 5:3', 'line 7:1'])
})
