import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadText, TEXT_EXAMPLES } from './kernel-text.ts'

test('every text of the folder is in the menu', () => {
  const files = readdirSync(new URL('kernel-text', import.meta.url))
  expect(TEXT_EXAMPLES.map(({ id }) => `${id}.txt`).sort()).toEqual(files.sort())
})

test.each(TEXT_EXAMPLES)('$title is a text', async (example) => {
  expect((await loadText(example)).length).toBeGreaterThan(50)
})
