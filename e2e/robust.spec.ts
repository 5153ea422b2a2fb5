// A worker that dies is told and started again; nothing typed is lost.

import { expect, test } from 'playwright/test'
import { exampleText, Inspect } from './pages/inspect.ts'
import { Lab } from './pages/lab.ts'

test('a worker that dies is started again where we stood, the text untouched', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.write('title "Keep me"\nmemory 64K\nalloc A 4K\nalloc B 4K\n')
  await lab.expectCounts([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  await lab.step.fill('1')
  await lab.expectStep(1)
  const worker = page.workers()[0]
  await worker?.evaluate(() => self.close()).catch(() => {})
  await lab.button('Step forward').click()
  await expect(page.getByText(/started again/)).toBeVisible({ timeout: 15_000 })
  expect(await lab.source()).toContain('title "Keep me"')
  await lab.button('Go to end').click()
  await lab.expectStep(2)
})

test('a reader that dies is started again and reads the same text', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read(exampleText('guest-over-time'))
  const reader = page.workers().find((worker) => worker.url().includes('inspection'))
  await reader?.evaluate(() => self.close()).catch(() => {})
  await inspect.snapshot.fill('0')
  await expect(page.getByText(/started again/)).toBeVisible({ timeout: 15_000 })
  await expect(inspect.verdict).toContainText('Snapshot 1 of 10')
  await expect(inspect.field).toHaveValue(exampleText('guest-over-time'))
})
