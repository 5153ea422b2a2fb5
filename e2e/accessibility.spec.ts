// axe on the page in its states, in both themes and at phone width; no sideways scroll; reduced motion.

import { expect, test } from 'playwright/test'
import { expectAccessible } from './pages/axe.ts'
import { Lab } from './pages/lab.ts'

for (const scheme of ['light', 'dark'] as const)
  for (const width of [1440, 1000, 390])
    test(`axe finds nothing, ${scheme}, ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      const lab = new Lab(page)
      await page.goto('./')
      await expect(page.getByRole('button', { name: 'Go to end', exact: true })).toBeVisible()
      for (const place of ['start', 'end']) {
        await lab.button(`Go to ${place}`).click()
        await page.waitForTimeout(400)
        await expectAccessible(page, place)
      }
    })

for (const width of [1440, 1180, 820, 560, 390, 320])
  test(`nothing scrolls sideways at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await page.goto('./')
    await expect(page.getByRole('button', { name: 'Go to end', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Go to end', exact: true }).click()
    await page.waitForTimeout(300)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
  })

test('under reduced motion nothing is animated', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const lab = await new Lab(page).open()
  await lab.button('Step forward').click()
  await lab.button('Step forward').click()
  const running = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1)
        .length,
  )
  expect(running).toBe(0)
})
