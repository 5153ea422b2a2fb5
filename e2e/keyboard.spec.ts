// Everything without a mouse.

import { expect, test } from 'playwright/test'
import { Lab } from './pages/lab.ts'

test('the arrows step, Home and End go to the ends, from anywhere', async ({ page }) => {
  const lab = await new Lab(page).open()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await lab.expectStep(2)
  await page.keyboard.press('ArrowLeft')
  await lab.expectStep(1)
  await page.keyboard.press('ArrowDown')
  await lab.expectStep(2)
  await lab.expectCounts([0, 3])
  await page.keyboard.press('ArrowUp')
  await lab.expectStep(1)
  await page.keyboard.press('End')
  await lab.expectStep(8)
  await page.keyboard.press('Home')
  await lab.expectStep(0)
})

test('Space and K play and pause', async ({ page }) => {
  const lab = await new Lab(page).open()
  await page.keyboard.press('Space')
  await expect(lab.button('Pause')).toBeVisible()
  await page.keyboard.press('k')
  await expect(lab.button('Play')).toBeVisible()
})

test('the editor keeps its own keys, and Tab leaves it', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.script.click()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('k')
  await lab.expectStep(0)
  await expect(lab.button('Play')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(lab.script).not.toBeFocused()
})

test('? shows the list of keys; Escape closes it', async ({ page }) => {
  await new Lab(page).open()
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog')
  await expect(keys).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(keys).toBeHidden()
})

test('each picture is one tab stop; arrows move inside it and do not step the run', async ({
  page,
}) => {
  const lab = await new Lab(page).open()
  await lab.button('Go to end').click()
  await lab.expectStep(8)
  const first = lab.block(lab.tree, 'order 1 block at pfn 0, A')
  await first.focus()
  await page.keyboard.press('ArrowRight')
  await expect(lab.block(lab.tree, 'order 0 block at pfn 2, free')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(lab.block(lab.tree, 'order 0 block at pfn 2, free')).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await lab.expectStep(8)
  const tabStops = await lab.tree.locator('[tabindex="0"]').count()
  expect(tabStops).toBe(1)
})

test('every control can be reached by Tab and shows where focus is', async ({ page }) => {
  await new Lab(page).open()
  const names = new Set<string>()
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return ''
      const { outlineStyle, boxShadow } = getComputedStyle(element)
      const labels = element instanceof HTMLInputElement ? element.labels : null
      const label =
        element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? ''
      // The slider's ring is drawn about the playhead, marks' and the editor's by themselves.
      const isCustom =
        element.matches('[type=range]') ||
        element.closest('svg') !== null ||
        element.closest('.cm-editor') !== null
      return `${label.trim()}${outlineStyle === 'none' && boxShadow === 'none' && !isCustom ? ' (no focus ring)' : ''}`
    })
    names.add(name)
  }
  for (const name of [
    'Run script',
    'Share',
    'Go to start',
    'Step back',
    'Play',
    'Step forward',
    'Go to end',
    'Step',
  ])
    expect([...names]).toContain(name)
  expect([...names].filter((name) => name.includes('no focus ring'))).toEqual([])
})
