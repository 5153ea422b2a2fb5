// The same script under two settings, side by side in step.

import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from 'playwright/test'
import { Lab } from './pages/lab.ts'

const SCRIPT = `policy linux
pcp off
watermarks off
pageblock-order 2
max-order 2
memory 64K
for i in 1..4
  for j in 1..3
    alloc app{i}-{j} 4K movable
  end
  alloc kernel{i} 4K
end
for i in 1..4
  for j in 1..3
    free app{i}-{j}
  end
end
alloc huge 16K movable
`

async function compare(page: Page, source = SCRIPT) {
  const lab = await new Lab(page).open()
  await lab.run(source)
  await lab.button('Compare').click()
  const region = page.getByRole('region', { name: 'Compare', exact: true })
  await expect(region.getByLabel('Compare with')).toBeVisible()
  return { lab, region }
}

test('shows why memory is grouped: what one side can serve, the other cannot', async ({ page }) => {
  const { lab, region } = await compare(page)
  await expect(region.getByLabel('Compare with')).toHaveValue('grouping off')
  await expect(region.getByText('At this step both have the same free blocks.')).toBeVisible()
  await lab.button('Go to end').click()
  await expect(region.getByText('huge 16K: fails')).toHaveCount(1)
  await expect(region.getByText('1 failed so far')).toHaveCount(1)
  await expect(region.getByText('0 failed so far')).toHaveCount(1)
})

test('both sides follow the one timeline, step by step', async ({ page }) => {
  const { lab, region } = await compare(page)
  for (const [step, text] of [
    [3, 'app1-3 4K'],
    [4, 'kernel1 4K'],
  ] as const) {
    await lab.step.fill(String(step))
    await expect(region.getByText(text, { exact: false })).toHaveCount(2)
  }
  await lab.button('Step back').click()
  await expect(region.getByText('app1-3 4K', { exact: false })).toHaveCount(2)
})

test('another setting, another edit: the other side runs again', async ({ page }) => {
  const { lab, region } = await compare(page)
  await region.getByLabel('Compare with').selectOption('placement lowest')
  await expect(region.getByRole('columnheader', { name: 'placement lowest' })).toBeVisible()
  await lab.run('memory 64K\nalloc A 12K\nalloc B 4K\n')
  await region.getByLabel('Compare with').selectOption('policy article')
  await lab.button('Go to end').click()
  // 12K takes 16K of a textbook's machine, and 12K of the article's.
  await expect(region.getByRole('row', { name: /^0 4K/ })).toContainText('·')
  await expect(region.getByText(/^With policy|^Of /)).toBeVisible()
})

test('a setting under which the script does not run says why, and the run stays', async ({
  page,
}) => {
  const typed = SCRIPT.replace('memory 64K', 'zone Normal 64K free Movable 0 0 4')
  const { lab, region } = await compare(page, typed)
  await expect(region.getByRole('alert')).toContainText('grouping on')
  await lab.button('This step').click()
  await expect(lab.freeLists).toBeVisible()
})

test('a name of two hundred letters stays within its column, and within the timeline', async ({
  page,
}) => {
  const name = 'N'.repeat(200)
  const { lab, region } = await compare(page, `memory 64K\nalloc ${name} 4K\nfree ${name}\n`)
  await lab.button('Go to end').click()
  const outcomes = region.getByRole('definition').filter({ hasText: name })
  await expect(outcomes).toHaveCount(2)
  for (const outcome of await outcomes.all())
    expect(await outcome.evaluate((cell) => cell.scrollWidth - cell.clientWidth)).toBe(0)

  await lab.button('History').click()
  const history = page.getByRole('region', { name: 'History', exact: true })
  const step = history.getByRole('button', { name: `1 ${name}` })
  const { cut, overflow } = await step.evaluate((button) => ({
    cut: button.scrollWidth > button.clientWidth,
    overflow: getComputedStyle(button).textOverflow,
  }))
  expect([cut, overflow]).toEqual([true, 'ellipsis'])
  const label = await step.boundingBox()
  const strip = await history.getByRole('columnheader', { name: /^memory/ }).boundingBox()
  expect((label?.x ?? 0) + (label?.width ?? 0)).toBeLessThanOrEqual(strip?.x ?? 0)

  // The current step's name in the timeline is bold, and within the picture.
  const current = await lab.timeline.getByText(/^free N+…$/).boundingBox()
  expect((current?.x ?? 1440) + (current?.width ?? 0)).toBeLessThanOrEqual(1440)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const { lab, region } = await compare(page)
    await lab.button('Go to end').click()
    await expect(region.getByText('1 failed so far')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('.compare').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
