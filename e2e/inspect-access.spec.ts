// Inspect for everyone: axe in its states, both themes and on a phone; no sideways scroll; keys.

import { expect, test } from 'playwright/test'
import { expectAccessible } from './pages/axe.ts'
import { exampleText, Inspect } from './pages/inspect.ts'
import { unreadableWords } from './pages/words.ts'

const TEXTS = [
  'tour-buddyinfo',
  'tour-pagetypeinfo',
  'guest-over-time',
  'guest-failure',
  'guest-extfrag-trace',
]

for (const scheme of ['light', 'dark'] as const)
  for (const width of [1440, 390])
    test(`axe finds nothing in Inspect, ${scheme}, ${width} px`, async ({ page }) => {
      test.slow() // seven pages of tables and pictures, each looked through whole
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      const inspect = await new Inspect(page).open()
      const check = async (what: string) => {
        await page.waitForTimeout(300)
        await expectAccessible(page, what)
      }
      await check('empty')
      for (const id of TEXTS) {
        await inspect.read(exampleText(id))
        if (id === 'guest-over-time') await inspect.button('Compare two').click()
        await check(id)
      }
      await inspect.button('Share').click()
      await check('share')
    })

for (const width of [1440, 1180, 820, 560, 390, 320])
  test(`Inspect does not scroll sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    const inspect = await new Inspect(page).open()
    for (const id of ['', ...TEXTS, 'unequal-rows-buddyinfo', 'tour-zoneinfo']) {
      if (id) await inspect.read(exampleText(id))
      await page.waitForTimeout(250)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([id, overflow <= 0]).toEqual([id, true])
    }
  })

/** Ten zones of eight nodes, whose names stand close to one another on a phone. */
const EIGHT_NODES = [
  '0 DMA',
  '0 DMA32',
  ...Array.from({ length: 8 }, (_, node) => `${node} Normal`),
]
  .map((zone, i) => {
    const [node, name] = zone.split(' ')
    const counts = Array.from({ length: 11 }, (_, order) => (i + 1) * 3 ** (10 - order))
    return `Node ${node}, zone ${name} ${counts.join(' ')}`
  })
  .join('\n')

for (const width of [1440, 390])
  test(`no two words of a picture lie on one another, none is cut off, ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const inspect = await new Inspect(page).open()
    for (const [name, text] of [
      ['eight nodes', EIGHT_NODES],
      ...TEXTS.map((id) => [id, exampleText(id)] as const),
    ] as const) {
      await inspect.read(text)
      await page.waitForTimeout(300)
      const faults = await unreadableWords(page)
      expect([name, faults]).toEqual([name, []])
    }
  })

for (const [width, rows] of [
  [1920, 1],
  [1440, 1],
  [1180, 1],
  [1024, 2],
  [390, 4],
] as const)
  test(`the columns of four zones stand in ${rows} even rows at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    const inspect = await new Inspect(page).open()
    await inspect.read(exampleText('tour-buddyinfo'))
    const heads = await inspect.verdict.getByRole('heading', { level: 3 }).all()
    const tops = await Promise.all(heads.map(async (head) => (await head.boundingBox())?.y))
    expect(tops).toHaveLength(4)
    expect(new Set(tops).size).toBe(rows)
  })

test('everything is reached by Tab, and what has the focus is seen', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read(exampleText('guest-over-time'))
  await inspect.button('Change').focus()
  const names: string[] = []
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const { activeElement: at } = document
      return at === null || at === document.body
        ? ''
        : (at.getAttribute('aria-label') ?? at.textContent ?? '')
    })
    if (name === '') break
    names.push(name)
    const isSeen = await page.evaluate(() => {
      const box = document.activeElement?.getBoundingClientRect()
      return box !== undefined && box.bottom > 0 && box.top < innerHeight
    })
    expect([name, isSeen]).toEqual([name, true])
  }
  for (const name of [
    'Clear',
    'Next snapshot',
    'Page size',
    'Copy verdict',
    'Snapshot',
    'Compare two',
    'Open in Lab',
    'Copy as CSV',
    'Copy as Markdown',
  ])
    expect(names.some((found) => found.startsWith(name))).toBe(true)
})

test('? lists the keys; the arrows of the range walk through the snapshots', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read(exampleText('guest-over-time'))
  await inspect.snapshot.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(inspect.snapshot).toHaveValue('8')
  await page.keyboard.press('Home')
  await expect(inspect.verdict).toContainText('Snapshot 1 of 10')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})
