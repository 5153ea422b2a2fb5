// The Linux machine in the Lab: pageblocks and their claims, lists by type, per-CPU lists, watermarks, the walk over
// zones, compaction and the slow path. Everything by role and name.

import { readFileSync } from 'node:fs'
import { expect, type Page, test } from 'playwright/test'
import { expectAccessible } from './pages/axe.ts'
import { Lab, watch } from './pages/lab.ts'

/** The scene of the README's picture, and a step more. */
const TWO_NODES = `${readFileSync(new URL('two-nodes.buddy', import.meta.url), 'utf8')}compact node 0\n`
/** The action that claims, and the one that compacts. */
const CLAIM = 46

const NEIGHBOUR = `policy linux
pageblock-order 4
max-order 6
zone node 0 DMA32 512K
zone node 0 Normal 1M
zone node 1 Normal 2M
min-free 128K
for i in 1..45
  alloc p{i} 32K movable
end
`

const EXHAUSTED = `policy linux
pageblock-order 4
max-order 6
zone Normal 2M
min-free 128K
for i in 1..20
  alloc c{i} 32K cache
end
for i in 1..61
  alloc p{i} 32K movable
end
`

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

async function openAt(page: Page, source: string, step: number): Promise<Lab> {
  const lab = await new Lab(page).open()
  await lab.run(source)
  await expect(region(page, 'Pageblocks')).toBeVisible() // the run is there
  await lab.step.fill(String(step))
  await lab.expectStep(step)
  return lab
}

/** Takes small steps until the current one is called so. */
async function smallStepTo(lab: Lab, text: string): Promise<void> {
  const now = lab.page.locator('[aria-current="step"]').filter({ hasText: text })
  for (let i = 0; i < 200 && (await now.count()) === 0; i++) {
    const before = await lab.whatHappened.textContent()
    await lab.button('Small step forward').click()
    await expect.poll(() => lab.whatHappened.textContent()).not.toBe(before)
  }
  await expect(now.first()).toBeInViewport()
}

test('a claim is seen: the pageblocks ringed and renamed, the fallback told', async ({ page }) => {
  const lab = await openAt(page, TWO_NODES, CLAIM)
  const blocks = region(page, 'Pageblocks')
  await expect(blocks).toContainText('Claimed: pageblocks from page 384, 400, 416, 432, M')
  await expect(
    blocks
      .getByRole('listitem')
      .filter({ hasText: 'Pageblock 384, Unmovable: 8 of 16 pages held; 8 on per-CPU lists' }),
  ).toHaveCount(1)
  const fallback = region(page, 'Fallback')
  await expect(fallback).toContainText('claim')
  await expect(fallback).toContainText('Unmovable, order 3')
  await expect(fallback).toContainText('Movable, order 6')
  // All rows of the lists by type stand above the words.
  const zone = lab.freeLists.getByRole('group', { name: 'Node 0, zone Normal', exact: true })
  const rows = await zone.locator('.matrix-row').all()
  const last = await rows.at(-1)?.boundingBox()
  const words = await lab.whatHappened.boundingBox()
  expect((last?.y ?? 900) + (last?.height ?? 0)).toBeLessThanOrEqual(words?.y ?? 0)
  await lab.button('Step back').click()
  await expect(fallback).toHaveCount(0)
  await expect(blocks).not.toContainText('Claimed')
})

test('free lists are lists by type, in a group a zone, and the other pictures stay', async ({
  page,
}) => {
  const lab = await openAt(page, TWO_NODES, CLAIM)
  await expect(lab.freeLists).toHaveCount(1)
  const zone = lab.freeLists.getByRole('group', { name: 'Node 0, zone Normal', exact: true })
  const list = zone.getByRole('list', { name: 'Order 2 free list, Movable', exact: true })
  await expect(list.getByRole('listitem')).toHaveCount(12)
  const empty = zone.getByRole('list', { name: 'Order 0 free list, HighAtomic', exact: true })
  await expect(empty).toHaveCount(1)
  const other = lab.freeLists.getByRole('group', { name: 'Node 1, zone Normal', exact: true })
  await expect(
    other
      .getByRole('list', { name: 'Order 6 free list, Movable', exact: true })
      .getByRole('listitem'),
  ).toHaveCount(8)
  for (const picture of [lab.tree, lab.pages, lab.heatmap])
    await expect(picture.getByRole('group', { name: 'Node 0, zone Normal' })).toHaveCount(1)
})

test('per-CPU lists stand apart, and their blocks say so', async ({ page }) => {
  const lab = await openAt(page, TWO_NODES, CLAIM)
  const pcp = region(page, 'Per-CPU lists')
  const list = pcp.getByRole('list', { name: 'Order 3 per-CPU list, Unmovable', exact: true })
  await expect(list.getByRole('listitem')).toHaveText(['392'])
  await expect(pcp).toContainText('CPU 0, 20 pages')
  await expect(region(page, 'Watermarks')).toContainText(
    'pages free (1.66 MiB)+ 20 pages on per-CPU lists',
  )
  await expect(lab.block(lab.tree, 'order 3 block at pfn 392, on a per-CPU list')).toBeAttached()
})

test('compaction in the middle: both scanners, and the pages that move', async ({ page }) => {
  const lab = await openAt(page, TWO_NODES, CLAIM)
  const blocks = region(page, 'Pageblocks')
  await smallStepTo(lab, 'p6 moves from 276')
  await expect(blocks).toContainText('takes movable pages')
  await expect(blocks).toContainText('puts them into free pages')
  await expect(blocks).toContainText('now 4 pages from 276 to 344')
  await lab.button('Step forward').click()
  await expect(blocks).toContainText('where the two met')
})

test('a request walks from zone to zone, and over to the other node', async ({ page }) => {
  const lab = await openAt(page, NEIGHBOUR, 45)
  const zones = region(page, 'Zones')
  await expect(zones).toContainText(
    "Tried at the low mark, on what was free before this step: 1 Node 0, Normal: 16 pages free − 7 of the block's 8 = 9 ≤ 11 (low): refused; 2 Node 0, DMA32: 0 − 7 = −7 ≤ 6: refused; 3 Node 1, Normal: 512 − 7 = 505 > 22: serves",
  )
  // The sums stand at the gauges too, at those that refused as at the one that serves.
  const marks = region(page, 'Watermarks')
  for (const words of [
    "0 pages free − 7 of the block's 8 = −7 ≤ 6 (low 5 + 1 lowmem_reserve): refused.",
    "16 pages free − 7 of the block's 8 = 9 ≤ 11 (low): refused.",
    "512 pages free − 7 of the block's 8 = 505 > 22 (low): passes.",
  ])
    await expect(marks).toContainText(`Tested on what was free before this step: ${words}`)
  await expect(marks).toContainText('with the whole block gone, the mark is still there')
  // The refill wanted a block of order 3, and found one of order 6.
  await expect(lab.freeLists.locator('.matrix .matrix-cell[data-look]')).toHaveCount(2)
  await expect(page.getByText('Every order.', { exact: true })).toBeAttached()
  // The pictures follow the step, and stay with a zone that is chosen.
  const shown = page.getByRole('list', { name: 'Pageblocks of Node 1, zone Normal', exact: true })
  await expect(shown).toHaveCount(1)
  await page.getByRole('button', { name: 'Show Node 0, zone DMA32', exact: true }).click()
  await expect(shown).toHaveCount(0)
  await lab.button('Step back').click()
  await expect(
    page.getByRole('list', { name: 'Pageblocks of Node 0, zone DMA32', exact: true }),
  ).toHaveCount(1)
})

test('the watermarks are crossed one after the other', async ({ page }) => {
  const lab = await openAt(page, EXHAUSTED, 1)
  const marks = region(page, 'Watermarks')
  await expect(marks).toContainText('Now above high: a single page is served at once.')
  await expect(marks.getByRole('img')).toHaveAttribute(
    'aria-label',
    /^\d+ pages free; min 32, low 40, high 48$/,
  )
  await lab.button('Go to end').click()
  await expect(marks).toContainText(/Now above low|Now not above (low|min)/)
})

test('the slow path is a flow with its reasons, up to the small step', async ({ page }) => {
  const lab = await openAt(page, EXHAUSTED, 1)
  const slow = region(page, 'Slow path')
  await expect(slow).toHaveCount(0)
  await lab.button('Go to end').click()
  await expect(
    slow.getByRole('listitem').filter({ hasText: 'Out-of-memory killer' }),
  ).toContainText('one is killed')
  await expect(slow.locator('[aria-current="step"]')).toContainText('Served')
  await lab.button('Step back').click()
  await smallStepTo(lab, 'Nothing above the min mark')
  await expect(slow.locator('[aria-current="step"]')).toContainText('Min mark')
  await expect(slow.getByRole('listitem').filter({ hasText: 'Direct reclaim' })).toContainText(
    'not yet',
  )
})

test('what is simplified is said', async ({ page }) => {
  await openAt(page, TWO_NODES, CLAIM)
  await page.getByText('What is simplified here').click()
  await expect(page.getByText('There is one CPU', { exact: false })).toBeVisible()
})

test('grouping alone works without per-CPU lists and marks', async ({ page }) => {
  const { complaints } = watch(page)
  const lab = await openAt(
    page,
    'grouping on\npageblock-order 2\nmax-order 3\nmemory 128K\nalloc a 4K movable\nalloc b 4K\n',
    2,
  )
  await expect(region(page, 'Pageblocks')).toContainText('Claimed')
  await expect(region(page, 'Watermarks')).toHaveCount(0)
  await expect(region(page, 'Per-CPU lists')).toHaveCount(0)
  await expect(
    lab.freeLists.getByRole('list', { name: 'Order 0 free list, Unmovable' }),
  ).toHaveCount(1)
  expect(complaints).toEqual([])
})

test('the textbook’s machine fetches nothing of it', async ({ page }) => {
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  await new Lab(page).open()
  await page.waitForTimeout(1000)
  expect(fetched.filter((url) => url.includes('Linux'))).toEqual([])
})

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds nothing on the Linux machine, ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    for (const [source, step] of [
      [TWO_NODES, CLAIM],
      [EXHAUSTED, 81],
    ] as const) {
      await openAt(page, source, step)
      await page.waitForTimeout(400)
      await expectAccessible(page)
    }
  })

for (const width of [1440, 1180, 1000, 820])
  test(`the Linux machine does not scroll sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await openAt(page, TWO_NODES, CLAIM)
    const beyond = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement
      return [scrollWidth - innerWidth, scrollHeight - innerHeight]
    })
    expect(Math.max(...beyond)).toBeLessThanOrEqual(0)
  })

test('on a phone it is there, tab by tab, and nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('./')
  await page.getByRole('tab', { name: 'Script', exact: true }).click()
  const lab = new Lab(page)
  await lab.run(TWO_NODES)
  await page.getByRole('tab', { name: 'Picture', exact: true }).click()
  await lab.button('Go to end').click()
  await expect(region(page, 'Pageblocks')).toBeVisible()
  await expect(region(page, 'Zones')).toBeVisible()
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  // What moved stands ringed, and can be seen in its ring.
  await expect(lab.pages.locator('path[stroke="var(--accent)"]').first()).toBeAttached()
  const rings = await lab.pages.locator('rect[fill="none"][stroke="var(--accent)"]').all()
  for (const ring of rings) expect((await ring.boundingBox())?.width).toBeGreaterThanOrEqual(8)
  await expectAccessible(page)
  // What happened comes before pictures of many screens; the script keeps its room beside many small steps.
  await expect(lab.whatHappened).toBeInViewport()
  await page.getByRole('tab', { name: 'Script', exact: true }).click()
  await expect.poll(async () => (await lab.script.boundingBox())?.height ?? 0).toBeGreaterThan(200)
  await lab.button('Run script').click()
  await lab.expectStep(0)
})
