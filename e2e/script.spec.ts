// Writing a script: errors, hostile text, runaway loops, names; the last good run stays.

import { expect, test } from 'playwright/test'
import { Lab, watch } from './pages/lab.ts'

test('errors are told with line, column and what would be right; the last good run stays', async ({
  page,
}) => {
  const lab = await new Lab(page).open()
  await lab.button('Go to end').click()
  await lab.expectStep(8)
  await lab.write('memory 32K\nalloc A 8Q\nfreee A\n')
  await expect(page.getByText(/line 2:9/).first()).toBeVisible()
  await expect(page.getByText(/line 3:1/).first()).toBeVisible()
  await lab.expectStep(8)
  await lab.expectCounts([2, 0])
})

test('an edit runs again and keeps the step; Run script goes to the start', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.step.fill('3')
  await lab.expectCounts([2, 0])
  await lab.write('memory 64K\nalloc A 4K\nalloc B 4K\n')
  await lab.expectStep(2)
  await expect(lab.tree.getByRole('button', { name: 'order 0 block at pfn 1, B' })).toBeVisible()
  await lab.button('Run script').click()
  await lab.expectStep(0)
})

test('what is pressed while a script is about to run is for that script', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.write('memory 64K\nalloc A 4K\nalloc B 4K\nalloc C 4K\n')
  const end = await lab.button('Go to end').elementHandle()
  await lab.button('Run script').evaluate((run, pressed) => {
    if (!(run instanceof HTMLElement && pressed instanceof HTMLElement)) return
    run.click()
    pressed.click()
  }, end)
  await lab.expectStep(3)
})

test('pasted text stays as it is', async ({ page }) => {
  const lab = await new Lab(page).open()
  const text = 'memory 32K\n  say "a (b [c"\nfor i in 1..2\nalloc p{i} 4K\nend'
  await lab.write(text)
  expect(await lab.source()).toBe(text)
})

test('names that look like HTML are text', async ({ page }) => {
  const { complaints } = watch(page)
  const lab = await new Lab(page).open()
  await lab.run(
    'title "<img src=x onerror=alert(1)>"\nmemory 32K\nsay "<script>alert(2)</script>"\nalloc A 4K\n',
  )
  await lab.button('Step forward').click()
  await expect(lab.whatHappened).toContainText('<script>alert(2)</script>')
  expect(await page.locator('img[src], img[onerror], script:not([src])').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a runaway script is refused with both numbers, and the page lives on', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.run(
    'memory 32K\nfor i in 1..2000000\nfor j in 1..2000000\nalloc A 4K\nfree A\nend\nend\n',
  )
  await expect(page.getByText(/2[\s,\u202f]?000[\s,\u202f]?000/).first()).toBeVisible()
  await lab.button('Step forward').click()
  await lab.expectStep(1)
})

test('a machine too large to simulate is refused with the limit', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.run('memory 1T\nalloc A 4K\n')
  await expect(page.getByText(/16[\s,\u202f]?777[\s,\u202f]?216/).first()).toBeVisible()
})

test('a long run shows progress, can be cancelled, and the page answers meanwhile', async ({
  page,
}) => {
  const lab = await new Lab(page).open()
  await lab.begin('memory 4G\nfor i in 1..990000\nalloc p{i} 4K\nfree p{i}\nend\n')
  await lab.button('Cancel').click({ timeout: 15_000 })
  await lab.expectCounts([0, 4])
  await lab.button('Step forward').click()
  await lab.expectCounts([0, 3])
})

test('a run of tens of thousands of steps seeks anywhere', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.run(
    'memory 64M\nfor i in 1..25000\nalloc p{i} 8K\nend\nfor i in 1..25000\nfree p{i}\nend\n',
  )
  const last = Number(await lab.step.getAttribute('max'))
  expect(last).toBe(50_000)
  await lab.button('Go to end').click()
  await lab.expectStep(last)
  await lab.step.fill('5000')
  await lab.expectStep(5000)
  await lab.button('Step back').click()
  await lab.expectStep(4999)
})

test('a script that is run while another plays stands at its start, and nothing plays', async ({
  page,
}) => {
  const lab = await new Lab(page).open()
  await lab.run('memory 64K\nfor i in 1..16\n  alloc p{i} 4K\nend\n')
  await lab.button('Play').click()
  await expect.poll(async () => Number(await lab.step.inputValue())).toBeGreaterThan(0)
  await lab.button('Run script').click()
  await expect(lab.button('Play')).toBeVisible()
  await lab.expectStep(0)
  await lab.button('Play').click()
  await expect.poll(async () => Number(await lab.step.inputValue())).toBeGreaterThan(0)
})

test('several zones have a strip and lists each', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.run('zone DMA 16K\nzone Normal 32K\nalloc A 8K\nalloc B 4K zone DMA\n')
  await lab.button('Go to end').click()
  for (const region of [lab.tree, lab.pages, lab.freeLists])
    for (const name of ['Node 0, zone DMA', 'Node 0, zone Normal'])
      await expect(region.getByRole('group', { name, exact: true })).toBeVisible()
  await expect(lab.buddyinfo).toContainText('Node 0, zone      DMA')
})

test('every example runs to its end without an error', async ({ page }) => {
  test.slow() // every example
  const lab = await new Lab(page).open()
  await lab.button('Examples').click()
  const items = page.getByRole('menuitem')
  await expect(items.first()).toBeVisible() // the list is fetched when the menu opens
  const entries = await items.allTextContents()
  expect(entries.length).toBeGreaterThanOrEqual(5)
  await page.keyboard.press('Escape')
  const title = page.getByRole('heading', { level: 1 })
  for (const [i, entry] of entries.entries()) {
    await lab.button('Examples').click()
    await items.nth(i).click()
    // What is pressed before it has run is for the one before.
    await expect.poll(async () => entry.startsWith((await title.textContent()) ?? '?')).toBe(true)
    await lab.expectStep(0)
    await lab.button('Go to end').click()
    await expect.poll(async () => Number(await lab.step.inputValue())).toBeGreaterThan(0)
    await expect(page.getByText(/^line \d+:\d+/)).toHaveCount(0)
  }
})
