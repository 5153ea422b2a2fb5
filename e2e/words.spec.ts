// The words of the Lab's pictures can be read: none lies on another, none is cut off, at the end of every example.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { Lab } from './pages/lab.ts'
import { unreadableWords } from './pages/words.ts'

const FOLDER = new URL('../src/examples/', import.meta.url)
const EXAMPLES = readdirSync(FOLDER).filter((name) => name.endsWith('.buddy'))

for (const width of [1440, 390])
  test(`no two words of the Lab's pictures lie on one another, none is cut off, ${width} px`, async ({
    page,
  }) => {
    test.slow() // every example
    await page.setViewportSize({ width: 1440, height: 900 })
    const lab = await new Lab(page).open()
    for (const name of EXAMPLES) {
      const script = readFileSync(new URL(name, FOLDER), 'utf8')
      await lab.run(script)
      await lab.button('Go to end').click()
      await expect.poll(async () => Number(await lab.step.inputValue())).toBeGreaterThan(0)
      await page.setViewportSize({ width, height: 900 })
      await page.waitForTimeout(600)
      expect([name, await unreadableWords(page)]).toEqual([name, []])
      await page.setViewportSize({ width: 1440, height: 900 })
    }
  })
