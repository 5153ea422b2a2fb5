import { expect, test } from 'vitest'
import { Loops } from './loops.ts'
import { parseScript } from './parse.ts'
import { unroll } from './unroll.ts'

test('tells the loop variables of every statement as the unroller does', () => {
  const { script } = parseScript(`memory 64K
alloc A 4K
for i in 2..6 step 2
  for j in 5..1
    free never
  end
  alloc x{i} 4K
  for j in 1..3
    say "{i} {j}"
    free x{i}
  end
end
free A
`)
  if (!script) throw new Error('parses')
  const loops = new Loops(script.statements)
  const labels = [...unroll(script)].map((statement, ordinal) => [
    'loop' in statement ? statement.loop : null,
    loops.labelAt(ordinal),
  ])
  expect(labels.filter(([unrolled, found]) => unrolled !== null && unrolled !== found)).toEqual([])
  expect(labels.length).toBe(script.executed)
  expect(loops.labelAt(0)).toBe('')
  expect(loops.labelAt(script.executed - 2)).toBe('i = 6, j = 3')
})
