import { expect, test } from 'vitest'
import { configOf, frameOf, LETTERS } from '../../core/buddy/frame-ascii.ts'
import { drawTree } from './draw.ts'
import { hitTree } from './hit.ts'
import { labelledOwners } from './labelled.ts'
import { treeGeometry } from './layout.ts'
import { treeMarks } from './marks.ts'

const PICTURE = 'AA.DEEE.'
const options = { maxOrder: 1 }
const frame = frameOf(PICTURE, options)
const config = configOf(PICTURE, options)
const geometry = treeGeometry(config, config.zones[0]!, { startPfn: 0, endPfn: 8 }, 880)

/** A pen that writes down what it fills and with what. */
function recorder() {
  const log: string[] = []
  let box = ''
  const pen = {
    fillStyle: '',
    strokeStyle: '',
    beginPath: () => {},
    moveTo: () => {},
    lineTo: () => {},
    stroke: () => {},
    setLineDash: () => {},
    fillRect: (x: number, y: number) => log.push(`rect ${pen.fillStyle} ${x} ${y}`),
    roundRect: (x: number, y: number, width: number) => {
      box = `${Math.round(x)} ${Math.round(y)} ${Math.round(width)}`
    },
    fill: () => log.push(`bar ${pen.fillStyle} ${box}`),
    fillText: (text: string) => log.push(`text ${text} ${pen.fillStyle}`),
  }
  return { log, pen }
}

const fills = {
  palette: {
    freeFill: 'white',
    text2: 'grey',
    owners: Array.from({ length: 8 }, (_, i) => ({ fill: `own${i}`, edge: '', ink: `ink${i}` })),
  },
  held: 'hatch',
  owner: (owner: number) => `pattern${owner}`,
}

test('bars are drawn with their pattern, then a plate and a name on each', () => {
  const { log, pen } = recorder()
  const marks = treeMarks(frame, 0, geometry, geometry.axis, false)
  drawTree(pen as never, fills as never, marks, geometry, LETTERS, 'sans')
  expect(log.filter((line) => !/ own\d /.test(line))).toEqual([
    'bar pattern0 99 41 184',
    'bar white 289 137 89',
    'bar pattern3 384 137 89',
    'bar pattern4 479 41 184',
    'bar pattern4 669 137 89',
    'bar white 764 137 89',
    'text A ink0',
    'text free grey',
    'text D ink3',
    'text E ink4',
    'text E ink4',
    'text free grey',
  ])
})

test('a name that is not here yet leaves its bar without a label', () => {
  const { log, pen } = recorder()
  const marks = treeMarks(frame, 0, geometry, geometry.axis, false)
  drawTree(pen as never, fills as never, marks, geometry, new Map(), 'sans')
  expect(log.filter((line) => line.startsWith('text'))).toEqual([
    'text free grey',
    'text free grey',
  ])
})

test('a point finds the block by its address and its row', () => {
  const at = (x: number, y: number) => hitTree(frame, 0, geometry, x, y)?.pfn ?? null
  expect([at(200, 60), at(300, 60), at(300, 150), at(60, 60)]).toEqual([0, null, 2, null])
})

test('only owners of wide bars need a name', () => {
  expect(labelledOwners(frame, 0, geometry, 40)).toEqual([0, 3, 4])
  expect(labelledOwners(frame, 0, geometry, 120)).toEqual([0, 4])
})
