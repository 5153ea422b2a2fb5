import { describe, expect, test } from 'vitest'
import { fileName, refusalOf } from './files.ts'

describe('the name of a saved script', () => {
  test('is its title', () => {
    expect(fileName('A to F in 32K')).toBe('A to F in 32K.buddy')
  })

  test('keeps any script of the world, and no character that a disk refuses', () => {
    expect(fileName('Память: 64/32? "да"')).toBe('Память 64 32 да.buddy')
    expect(fileName('..\\..\u0000/etc')).toBe('etc.buddy')
  })

  test('is `script` where there is no title, or none of it is left', () => {
    expect(fileName(null)).toBe('script.buddy')
    expect(fileName(' /?. ')).toBe('script.buddy')
  })

  test('is not endless', () => {
    expect(fileName('x'.repeat(500))).toHaveLength(86)
  })
})

test('a file over 4 MiB is refused with both numbers', () => {
  expect(refusalOf('big.buddy', 4 * 2 ** 20)).toBeNull()
  expect(refusalOf('big.buddy', 9.5 * 2 ** 20)).toBe(
    'big.buddy is 9.5 MiB; a script may be 4 MiB at most. It was not opened.',
  )
})
