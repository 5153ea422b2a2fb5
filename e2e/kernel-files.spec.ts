// What a kernel would print of the simulated machine goes to Inspect, and what Inspect reads by
// migrate type comes back to the Lab.

import { expect, test } from 'playwright/test'
import { Inspect } from './pages/inspect.ts'
import { Lab } from './pages/lab.ts'

const SCRIPT = `policy linux
pcp off
pageblock-order 4
max-order 6
min-free 64K
zone DMA32 1M
zone Normal 1M
for i in 1..20
  alloc app{i} 16K movable
  alloc kernel{i} 4K
end
for i in 1..8
  alloc big{i} 256K atomic
end
`

async function lab(page: import('playwright/test').Page) {
  const opened = await new Lab(page).open()
  await opened.run(SCRIPT)
  await opened.button('Go to end').click()
  return opened
}

for (const [file, region] of [
  ['pagetypeinfo', 'Free lists by type'],
  ['zoneinfo', 'Watermarks'],
  ['unusable_index', 'Fragmentation by order'],
] as const)
  test(`${file} of the simulated machine is read by Inspect`, async ({ page }) => {
    await lab(page)
    await page.getByLabel('Kernel file', { exact: true }).selectOption(file)
    await page.getByRole('button', { name: 'Inspect this file', exact: true }).click()
    await expect(page).toHaveURL(/#\/inspect/)
    await expect(page.getByRole('region', { name: region, exact: true })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Unread lines' })).toHaveCount(0)
  })

test('a failure’s log names the request, and Inspect tells its cause', async ({ page }) => {
  const opened = await lab(page)
  await expect(opened.whatHappened).toContainText('page allocation failure')
  await page.getByLabel('Kernel file', { exact: true }).selectOption('dmesg')
  await expect(page.getByRole('group', { name: 'dmesg' })).toContainText(
    'big8: page allocation failure: order:6, mode:0x820(GFP_ATOMIC)',
  )
  await page.getByRole('button', { name: 'Inspect this file', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Verdict', exact: true })).toContainText('order')
  await expect(page.getByRole('region', { name: 'Unread lines' })).toHaveCount(0)
})

test('migrate types come back: Lab → pagetypeinfo → Inspect → Open in Lab', async ({ page }) => {
  const opened = await lab(page)
  await page.getByLabel('Kernel file', { exact: true }).selectOption('pagetypeinfo')
  const before = await page.getByRole('group', { name: '/proc/pagetypeinfo' }).innerText()
  await page.getByRole('button', { name: 'Inspect this file', exact: true }).click()
  const inspect = new Inspect(page)
  await inspect.button('Open in Lab').click()
  await expect(opened.buddyinfo).toContainText('Node 0, zone')
  await page.getByLabel('Kernel file', { exact: true }).selectOption('pagetypeinfo')
  const free = (text: string) => text.split('Number of blocks')[0]
  const after = await page.getByRole('group', { name: '/proc/pagetypeinfo' }).innerText()
  expect(free(after)).toBe(free(before))
})
