import { readdirSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { LINUX_PARTS } from '../core/run/linux.ts'
import { Run } from '../core/run/run.ts'
import { parseScript } from '../core/script/parse.ts'
import { FIRST_SOURCE } from './first.ts'
import { EXAMPLES, loadExample } from './index.ts'

test('every script of the folder is in the menu', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.buddy'))
  expect(EXAMPLES.map(({ id }) => `${id}.buddy`).sort()).toEqual(files.sort())
})

test('A to F stands line by line as the design shows it', () => {
  const lines = FIRST_SOURCE.split('\n')
  expect([lines[5], lines[13]]).toEqual(['alloc A 8K', 'expect fail'])
})

const scripts = await Promise.all(
  EXAMPLES.map(async (example) => ({ ...example, source: await loadExample(example) })),
)

describe.each(scripts)('$title', ({ title, summary, source }) => {
  const { script, errors } = parseScript(source)

  it('is a script that the machine can run', () => {
    expect(errors).toEqual([])
    expect(script).not.toBeNull()
  })

  it('tells its title and what there is to see', () => {
    expect(script?.title).toBe(title)
    expect(summary).not.toBe('')
  })

  it('holds what it expects', () => {
    const run = script && Run.begin(script, LINUX_PARTS)
    if (!(run instanceof Run)) throw new Error(`does not begin: ${JSON.stringify(run)}`)
    run.advance(Number.POSITIVE_INFINITY)
    expect(run.errorsCounted).toEqual([])
    expect(run.expectations.length).toBeGreaterThan(0)
    expect(run.expectations.filter(({ ok }) => !ok)).toEqual([])
  })
})
