// Links and files: what leaves the page and what comes back.

import { readFileSync } from 'node:fs'
import { expect, test } from 'playwright/test'
import { Lab } from './pages/lab.ts'

test('a share link opens the same script in another page', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const lab = await new Lab(page).open()
  await lab.run('title "Mine"\nmemory 64K\nalloc Ω_no 4K\n'.replace('Ω_no', 'Zed'))
  await lab.expectCounts([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
  await lab.button('Share').click()
  await expect.poll(() => page.url()).toContain('script=1')
  const url = page.url()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)
  const other = new Lab(await context.newPage())
  await other.page.goto(url)
  await expect.poll(() => other.source()).toContain('alloc Zed 4K')
  await other.expectCounts([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
})

for (const [what, hash] of [
  ['broken', '#/lab?script=1AAAA____zzz'],
  ['hostile', '#/lab?script=1<img%20onerror=alert(1)>'],
  ['newer', '#/lab?script=7abc'],
] as const)
  test(`a ${what} link says so and opens the default`, async ({ page }) => {
    const lab = await new Lab(page).open(hash)
    await expect(page.getByText(/This link cannot be opened/)).toBeVisible()
    await lab.expectCounts([0, 4])
  })

test('an oversized link says so and opens the default', async ({ page }) => {
  const lab = await new Lab(page).open()
  await page.evaluate(() => {
    location.hash = `#/lab?script=1${'A'.repeat(1_000_001)}`
  })
  await expect(page.getByText(/This link cannot be opened/)).toBeVisible()
  await lab.expectCounts([0, 4])
})

test('a script is saved as a file and opens again', async ({ page }) => {
  const lab = await new Lab(page).open()
  const source = 'title "To a file"\nmemory 64K\nalloc A 16K\n'
  await lab.run(source)
  const [download] = await Promise.all([page.waitForEvent('download'), lab.button('Save').click()])
  expect(download.suggestedFilename()).toMatch(/\.buddy$/)
  expect(readFileSync(await download.path(), 'utf8')).toBe(source)

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    lab.button('Open').click(),
  ])
  await chooser.setFiles({
    name: 'other.buddy',
    mimeType: 'text/plain',
    buffer: Buffer.from('memory 16K\nalloc A 4K\n'),
  })
  await lab.expectCounts([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('a file dropped anywhere opens', async ({ page }) => {
  const lab = await new Lab(page).open()
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['memory 16K\nalloc A 4K\n'], 'dropped.buddy'))
    return transfer
  })
  await page.locator('body').dispatchEvent('dragover', { dataTransfer: data })
  await page.locator('body').dispatchEvent('drop', { dataTransfer: data })
  await lab.expectCounts([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
})

test('a file that is too large is refused with the limit', async ({ page }) => {
  const lab = await new Lab(page).open()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    lab.button('Open').click(),
  ])
  await chooser.setFiles({
    name: 'huge.buddy',
    mimeType: 'text/plain',
    buffer: Buffer.alloc(5 * 1024 * 1024, 35),
  })
  await expect(page.getByText(/4 Mi?B/).first()).toBeVisible()
  await lab.expectCounts([0, 4])
})

test('that a file was not opened is told until the next run', async ({ page }) => {
  const lab = await new Lab(page).open()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    lab.button('Open').click(),
  ])
  await chooser.setFiles({
    name: 'bin.dat',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([1, 0, 2]),
  })
  const notice = lab.whatHappened.getByRole('alert')
  await expect(notice).toHaveText(/bin.dat is no text file/)
  await lab.button('Go to end').click()
  await lab.write('alloc A 4Q\n')
  await expect(page.getByText(/^line 1/).first()).toBeVisible()
  await expect(notice).toBeVisible()
  await lab.run('memory 16K\nalloc A 4K\n')
  await lab.expectCounts([0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
  await expect(notice).toHaveCount(0)
})
