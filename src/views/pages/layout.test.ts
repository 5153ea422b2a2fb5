import { expect, test } from 'vitest'
import { frameOf, LETTERS } from '../../core/buddy/frame-ascii.ts'
import { blocksOfZone } from '../../core/buddy/frame-blocks.ts'
import { CELL_FREE } from '../../core/buddy/frame-cells.ts'
import { addressAxis } from '../../ui/address-axis.ts'
import { drawPages } from './draw.ts'
import { blockPages, pagesGeometry, pfnLabels } from './layout.ts'
import { ownerRuns } from './runs.ts'

const DESK = 880
const of = (pages: number, width = DESK) =>
  pagesGeometry(addressAxis(width, { startPfn: 0, endPfn: pages }), width, false)
const E_BLOCK = 3
const block = (picture: string, at: number) =>
  blocksOfZone(frameOf(picture, { maxOrder: 1 }), 0)[at]!

test('each page says who holds it while it has room', () => {
  const pages = blockPages(block('AA.DEEE.', E_BLOCK), of(8), LETTERS)
  expect(pages).toMatchObject({ x: 96 + 380 + 2.5, width: 185, separators: [96 + 475] })
  expect(pages?.labels).toEqual([
    { x: 523.5, text: 'E' },
    { x: 618.5, text: 'E' },
  ])
})

test('narrower pages say it once a block, then not at all', () => {
  const texts = [40, 4000].map((pages) =>
    blockPages(block('AA.DEEE.', E_BLOCK), of(pages), LETTERS)?.labels.map(({ text }) => text),
  )
  expect(texts).toEqual([['E'], []])
})

test('a phone leaves free pages without a word', () => {
  expect(blockPages(block('AA.DEEE.', 1), of(8, 390), LETTERS)?.labels).toEqual([])
})

test('a block out of sight has no pages, one at the edge only those in sight', () => {
  const axis = addressAxis(DESK, { startPfn: 5, endPfn: 7 })
  const geometry = pagesGeometry(axis, DESK, false)
  expect(blockPages(block('AA.DEEE.', 0), geometry, LETTERS)).toBeNull()
  const cut = blockPages(block('AA.DEEE.', E_BLOCK), geometry, LETTERS)
  expect(cut).toMatchObject({ x: 98.5, separators: [], labels: [{ text: 'E' }] })
})

test('pfns stand under their pages; rulers of big zones are hexadecimal', () => {
  expect(pfnLabels(of(8), 8).map(({ text }) => text)).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
  ])
  expect(pfnLabels(of(64), 64).map(({ text }) => text)).toEqual([
    '0',
    '8',
    '16',
    '24',
    '32',
    '40',
    '48',
    '56',
    '64',
  ])
  expect(pfnLabels(of(8192), 8192)[1]?.text).toBe('0x400')
  const phone = pfnLabels(of(2 ** 19, 390), 2 ** 19)
  expect(phone.map(({ text }) => text)).toEqual(['0x0', '0x40000', '0x80000'])
})

test('a canvas draws runs of one owner, none under 3 px', () => {
  const frame = frameOf('AA.DEEE.', { maxOrder: 1 })
  const runs = ownerRuns(frame, 0, addressAxis(DESK, { startPfn: 0, endPfn: 8 }))
  expect(runs.map(({ owner, width }) => [owner, width])).toEqual([
    [0, 190],
    [CELL_FREE, 95],
    [3, 95],
    [4, 285],
    [CELL_FREE, 95],
  ])
  const log: string[] = []
  const pen = {
    fillStyle: '',
    fillRect: (x: number, _y: number, width: number) => log.push(`${pen.fillStyle} ${x} ${width}`),
    strokeRect: (x: number, _y: number, width: number) => log.push(`edge ${x} ${width}`),
  }
  const palette = { freeFill: 'white', freeEdge: 'grey', held: 'held', owners: [] }
  const fills = { palette, held: 'hatch', owner: (owner: number) => `owner ${owner}` }
  drawPages(pen as never, fills as never, runs, 16)
  expect(log).toEqual([
    'owner 0 96 190',
    'white 286 95',
    'owner 3 381 95',
    'owner 4 476 285',
    'white 761 95',
    'edge 96 760',
  ])
})
