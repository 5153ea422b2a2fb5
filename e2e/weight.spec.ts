// The first visit: how much script it fetches.

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
