import { expect, test } from 'vitest'
import { cellPaths } from './cell-paths.ts'

const cell = (x: number) => ({ x, y: 0, width: 2, height: 4 })

test('neighbours of one fill are one rectangle, and each fill one path', () => {
  const fills = ['red', 'red', 'blue', null, 'red']
  const paths = cellPaths([0, 2, 4, 6, 8].map(cell), (i) => fills[i] ?? null)
  expect([...paths]).toEqual([
    ['red', 'M0 0H4V4H0ZM8 0H10V4H8Z'],
    ['blue', 'M4 0H6V4H4Z'],
  ])
})

test('a gap parts two cells of one fill', () => {
  expect(cellPaths([cell(0), cell(5)], () => 'red').get('red')).toBe('M0 0H2V4H0ZM5 0H7V4H5Z')
})
