// Real kernels, followed: every block that they took is foretold, and at the end the simulator's
// lists are the kernel's own, order by order, type by type, block by block.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Kernel } from '../buddy/config.ts'
import { nextInList } from '../buddy/free-area.ts'
import { pageblockType } from '../buddy/pageblock.ts'
import type { Zone } from '../buddy/zone.ts'
import { cosimulate } from './cosimulate.ts'
import { type KernelLists, readKernelLists } from './kernel-lists.ts'
import type { Model } from './model.ts'
import { readModel } from './read-capture.ts'
import { isRefusal, type PageEvents, type Refusal, TraceReader } from './trace-events.ts'

const folder = fileURLToPath(new URL('./fixtures', import.meta.url))
const pathOf = (name: string, file: string) => join(folder, name, file)
const textOf = (name: string, file: string) =>
  gunzipSync(readFileSync(pathOf(name, file))).toString('latin1')

function start(name: string, kernel: Kernel): { model: Model; events: PageEvents } {
  const reader = new TraceReader()
  reader.push(textOf(name, 'trace.txt.gz'))
  const events = taken(reader.end())
  const before = {
    lists: textOf(name, 'before/truth.tsv.gz'),
    pagetypeinfo: readFileSync(pathOf(name, 'before/pagetypeinfo')),
    kpageflags: gunzipSync(readFileSync(pathOf(name, 'before/kpageflags.bin.gz'))),
  }
  return { model: taken(readModel(before, kernel, events)), events }
}

function taken<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(result.message)
  return result
}

/** `order type`: pfns, head first. */
function listsOf({ machine }: Model, zone: Zone): Record<string, number[]> {
  const lists: Record<string, number[]> = {}
  for (let order = 0; order <= machine.maxOrder; order++)
    for (let type = 0; type < zone.types; type++) {
      const pfns: number[] = []
      let pfn = nextInList(machine.state, zone, order, type, -1)
      for (; pfn >= 0; pfn = nextInList(machine.state, zone, order, type, pfn)) pfns.push(pfn)
      if (pfns.length > 0) lists[`${order} ${type}`] = pfns
    }
  return lists
}

function kernelLists({ zones }: KernelLists, zone: Zone): Record<string, number[]> {
  const lists: Record<string, number[]> = {}
  for (const { order, type, pfn } of zones[zone.index]?.free ?? []) {
    const list = lists[`${order} ${type}`] ?? []
    list.push(pfn)
    lists[`${order} ${type}`] = list
  }
  return lists
}

describe.each([
  ['6.1-quiet', '6.1', 456, 0],
  ['6.1-fragmenting', '6.1', 5775, 46],
  ['5.10-claims', '5.10', 5243, 2],
  ['6.12-whole-blocks', '6.12', 47, 2],
] as const)('%s', (name, kernel, of, fallbacks) => {
  const { model, events } = start(name, kernel)
  const result = cosimulate(model, events)

  it('is foretold whole', () => {
    expect(result).toMatchObject({ predicted: of, of, fallbacks, misses: [], leftOut: 0 })
  })

  if (existsSync(pathOf(name, 'after/truth.tsv.gz')))
    it('ends with the lists and the pageblocks that the kernel ends with', () => {
      const text = textOf(name, 'after/truth.tsv.gz')
      const after = taken(readKernelLists(text))
      for (const zone of model.machine.zones)
        expect(listsOf(model, zone)).toEqual(kernelLists(after, zone))
      const wrong = text.split('\n').filter((row) => {
        const [kind, node, name, pfn, type] = row.split('\t')
        const zone = model.machine.zones.find((one) => one.name === name)
        if (kind !== 'B' || zone === undefined || zone.node !== Number(node)) return false
        return pageblockType(model.machine.state, zone, Number(pfn)) !== Number(type)
      })
      expect(wrong).toEqual([])
    })
})

describe('other rules than the kernel had', () => {
  it('miss where the two part, and the lists come back to the kernel’s', () => {
    const { model, events } = start('6.1-fragmenting', '6.18')
    const { predicted, of, misses } = cosimulate(model, events)
    expect(predicted).toBeLessThan(of * 0.9)
    expect(misses[0]).toMatchObject({ pfn: 0x4400, order: 0, type: 'Reclaimable' })
  })

  it('do not matter while there is no fallback', () => {
    for (const kernel of ['6.12', '6.18'] as const) {
      const { model, events } = start('6.1-quiet', kernel)
      expect(cosimulate(model, events)).toMatchObject({ predicted: 456, of: 456 })
    }
  })
})

describe('what is not known at the start', () => {
  it('may be left out: most is foretold without flags and counts', () => {
    const reader = new TraceReader()
    reader.push(textOf('6.1-fragmenting', 'trace.txt.gz'))
    const events = taken(reader.end())
    const lists = textOf('6.1-fragmenting', 'before/truth.tsv.gz')
    const model = taken(readModel({ lists, pagetypeinfo: null, kpageflags: null }, '6.1', events))
    const { predicted, of } = cosimulate(model, events)
    expect([predicted, of]).toEqual([5775, 5775])
  })
})
