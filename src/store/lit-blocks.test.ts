import { expect, test } from 'vitest'
import { ringsOf } from './lit-blocks.ts'

const block = (pfn: number, zone = 0) => ({ zone, pfn, order: 0 })

test('the blocks of the zone that the step is about are ringed, and the selected one', () => {
  const focus = [block(3), block(4, 1), block(5)]
  expect(ringsOf(focus, 0, block(7), block(9))).toEqual({
    ringed: [block(3), block(5), block(7)],
    hovered: block(9),
  })
})

test('a block is ringed once, whatever the reasons', () => {
  expect(ringsOf([block(3)], 0, block(3), block(3))).toEqual({ ringed: [block(3)], hovered: null })
})

test('of a step about very many blocks the first are ringed, and the selected one', () => {
  const focus = Array.from({ length: 5000 }, (_, pfn) => block(pfn))
  const { ringed } = ringsOf(focus, 0, block(4000), null)
  expect(ringed).toHaveLength(65)
  expect(ringed.at(-1)).toEqual(block(4000))
})
