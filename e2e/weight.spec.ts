// The first visit: how much script it fetches, how soon it can be used, and whether stepping blocks it.

import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { Lab } from './pages/lab.ts'

test('fetches at most 140 kB of script, the editor aside', async ({ page }) => {
  const scripts = new Map<string, number>()
  page.on('response', async (response) => {
    if (!/\.js(\?|$)/.test(response.url())) return
    scripts.set(response.url(), gzipSync(await response.body(), { level: 9 }).length)
  })
  await new Lab(page).open()
  await page.waitForTimeout(1500)
  const counted = [...scripts].filter(([url]) => !/\/editor-[^/]*\.js/.test(url))
  const total = counted.reduce((sum, [, size]) => sum + size, 0)
  test
    .info()
    .annotations.push({ type: 'first visit', description: `${(total / 1000).toFixed(1)} kB gzip` })
  expect(counted.some(([url]) => url.includes('worker'))).toBe(true)
  expect(total).toBeLessThanOrEqual(140_000)
})

test('stepping makes no long task', async ({ page }) => {
  const lab = await new Lab(page).open()
  await page.waitForTimeout(1000)
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration)
    }).observe({ type: 'longtask' })
  })
  // A machine that is busy stretches a task now and then; a task that is long comes every time.
  const rounds: number[][] = []
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(60)
    }
    await lab.expectStep(8)
    for (let i = 0; i < 30; i++) {
      await page.keyboard.press('ArrowUp')
      await page.waitForTimeout(30)
    }
    await page.keyboard.press('Home')
    await lab.expectStep(0)
    rounds.push(
      await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0)),
    )
  }
  test.info().annotations.push({ type: 'long tasks', description: JSON.stringify(rounds) })
  expect(rounds).toContainEqual([])
})
