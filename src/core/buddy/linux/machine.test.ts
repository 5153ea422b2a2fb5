// Everything on: random runs over two nodes and four zones, checked after every step, and taken back
// to their start word by word.

import { describe, expect, test } from 'vitest'
import { chance } from '../../random.ts'
import { LINUX_PARTS } from '../../run/linux.ts'
import { Run } from '../../run/run.ts'
import { runOf } from '../../run/run-of.ts'
import { formatScriptError, parseScript } from '../../script/parse.ts'
import { brokenInvariants } from '../check.ts'
import { freePages, type Machine } from '../machine.ts'
import { FREE, HELD, ORDER_BITS } from '../zone.ts'
import { pcpPages } from './pcp-lists.ts'

const ACTIONS = 10_000

const SETTINGS = [
  'policy linux',
  'pageblock-order 4',
  'max-order 5',
  'min-free 128K',
  'zone node 0 DMA 512K',
  'zone node 0 DMA32 1M',
  'zone node 0 Normal 2M',
  'zone node 1 Normal 1400K',
]

function script(seed: number, settings: readonly string[]): string {
  const random = chance(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const live: string[] = []
  const lines: string[] = []
  for (let i = 0; i < ACTIONS; i++) {
    const choice = random()
    const isFull = live.length > 120
    if (choice < (isFull ? 0.3 : 0.55) || live.length === 0) {
      const name = `n${i}`
      const pages =
        random() < 0.6
          ? 1
          : random() < 0.8
            ? 1 + Math.floor(random() * 8)
            : 1 + Math.floor(random() * 64)
      const kind = pick(['movable', 'movable', 'unmovable', 'reclaimable', 'cache', 'cache'])
      const where = random() < 0.2 ? ` zone ${pick(['DMA', 'DMA32', 'Normal'])}` : ''
      const node = random() < 0.3 ? ` node ${pick([0, 1])}` : ''
      lines.push(
        `alloc ${name} ${pages} pages ${kind}${node}${where}${random() < 0.2 ? ' atomic' : ''}`,
      )
      live.push(name)
    } else if (choice < 0.97) {
      const at = Math.floor(random() * live.length)
      lines.push(`free ${live.splice(at, 1)[0]}`)
    } else
      lines.push(
        pick([
          'compact',
          'compact node 1',
          'drain',
          'reclaim 16 pages',
          'set min-free 96K',
          'set min-free 160K',
          'set extfrag-threshold 0',
          'set extfrag-threshold 500',
        ]),
      )
  }
  return [...settings, ...lines].join('\n')
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  return a.every((word, i) => word === b[i])
}

/** Pages that somebody holds, counted from the status bytes alone. */
function heldPages(machine: Machine): number {
  let pages = 0
  for (const zone of machine.zones)
    for (let pfn = zone.start; pfn < zone.end; ) {
      const status = machine.state.bytes[zone.status + pfn] as number
      if ((status & (FREE | HELD)) === HELD) pages += 2 ** (status & ORDER_BITS)
      pfn += 2 ** (status & ORDER_BITS)
    }
  return pages
}

describe.each([
  ['6.18', []],
  ['6.18, blocks of many pageblocks', ['max-order 8']],
  ['6.12', ['kernel 6.12']],
  ['6.1', ['kernel 6.1']],
  ['6.18, exact, lowest', ['fit exact', 'placement lowest']],
  ['without per-CPU lists', ['pcp off']],
  ['without grouping', ['grouping off']],
  ['textbook with grouping', ['policy textbook', 'grouping on']],
] as [string, string[]][])('%s', (_, more) => {
  const keys = more.map((line) => line.split(' ')[0])
  const settings = [...SETTINGS.filter((line) => !keys.includes(line.split(' ')[0])), ...more]

  test('the invariants hold after each of 10,000 actions, and no page is lost', () => {
    const { script: parsed, errors } = parseScript(script(more.length + 7, settings))
    if (!parsed) throw new Error(errors.slice(0, 3).map(formatScriptError).join('\n'))
    let steps = 0
    const run = Run.begin(parsed, LINUX_PARTS, {
      wantsEvents: false,
      action: ({ step }) => {
        steps++
        const { machine } = run as Run
        // Every step at first, then one in a few: a check walks all pages.
        if (step > 500 && step % 7 !== 0) return
        const broken = brokenInvariants(machine)
        if (broken.length > 0) throw new Error(`step ${step}: ${broken.slice(0, 4).join('; ')}`)
        const free = machine.zones.reduce(
          (sum, zone) => sum + freePages(machine, zone) + pcpPages(machine.state, zone),
          0,
        )
        const all = machine.zones.reduce((sum, zone) => sum + zone.pages, 0)
        if (free + heldPages(machine) !== all) throw new Error(`step ${step}: pages are lost`)
      },
    })
    if (!(run instanceof Run)) throw new Error(run.map(formatScriptError).join('\n'))
    run.advance(Number.POSITIVE_INFINITY)
    expect(steps).toBeGreaterThan(ACTIONS * 0.9)

    const timeline = run.openTimeline()
    const start = run.machine.state.words.slice()
    timeline.seek(run.log.length)
    const end = run.machine.state.words.slice()
    for (const step of [400, 9000, 3, 7777, run.log.length, 0]) timeline.seek(step)
    expect(areEqual(run.machine.state.words, start)).toBe(true)
    timeline.seek(run.log.length)
    expect(areEqual(run.machine.state.words, end)).toBe(true)
  })

  test('small steps lead to the same words, forwards and back', () => {
    const run = runOf(
      script(more.length + 99, settings)
        .split('\n')
        .slice(0, 700)
        .join('\n'),
    )
    run.advance(Number.POSITIVE_INFINITY)
    const timeline = run.openTimeline()
    const { words } = run.machine.state
    for (let step = 1; step <= run.log.length; step++) {
      timeline.seek(step)
      const after = words.slice()
      timeline.seek(step - 1)
      const before = words.slice()
      const events = timeline.trace(step)
      if (!areEqual(words, after)) throw new Error(`step ${step} ends otherwise`)
      // Without a small step there is one moment alone, and only what nobody sees can differ in it.
      if (events.length === 0) continue
      timeline.show(0)
      if (!areEqual(words, before)) throw new Error(`step ${step} begins otherwise`)
      timeline.show(events.length)
      if (!areEqual(words, after)) throw new Error(`step ${step} ends otherwise`)
    }
  })
})
