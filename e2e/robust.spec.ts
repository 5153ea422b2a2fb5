// A worker that dies is told and started again; nothing typed is lost.

import { expect, test } from 'playwright/test'
import { exampleText, Inspect } from './pages/inspect.ts'
import { Lab } from './pages/lab.ts'

/** The page asks a silent worker at most every 3 s, and gives it 12 s to answer. */
const TOLD = { timeout: 30_000 }

test('a worker that dies is started again where we stood, the text untouched', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.write('title "Keep me"\nmemory 64K\nalloc A 4K\nalloc B 4K\n')
  await lab.expectCounts([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  await lab.step.fill('1')
  await lab.expectStep(1)
  const worker = page.workers()[0]
  await worker?.evaluate(() => self.close()).catch(() => {})
  await lab.button('Step forward').click()
  await expect(page.getByText(/started again/)).toBeVisible(TOLD)
  expect(await lab.source()).toContain('title "Keep me"')
  await lab.button('Go to end').click()
  await lab.expectStep(2)
})

test('a reader that dies is started again, once for all it owed, and reads the same text', async ({
  page,
}) => {
  const inspect = await new Inspect(page).open()
  await inspect.read(exampleText('guest-over-time'))
  await expect(page.getByLabel('Zone over time')).toBeVisible()
  const reader = page.workers().find((worker) => worker.url().includes('inspection'))
  await reader?.evaluate(() => self.close()).catch(() => {})
  for (const zone of ['Node 0, zone DMA', 'Node 0, zone DMA32', 'Node 0, zone DMA'])
    await page.getByLabel('Zone over time').selectOption(zone)
  await inspect.snapshot.fill('0')
  await expect(page.getByText(/started again/)).toBeVisible(TOLD)
  await expect(inspect.verdict).toContainText('Snapshot 1 of 10')
  await expect(inspect.field).toHaveValue(exampleText('guest-over-time'))
})
