// The default scenario, stepped through by hand: the worked example of the 32K machine.

import { expect, test } from 'playwright/test'
import { WORKED } from '../src/examples/worked.ts'
import { Lab, watch } from './pages/lab.ts'

/** What is fetched with the first step is there before anything is compared. */
async function fetchAll(lab: Lab): Promise<void> {
  await lab.button('Go to end').click()
  await expect(lab.whatHappened).toContainText('XOR')
  await lab.button('Go to start').click()
  await lab.expectStep(0)
}

test('shows the worked example at every action, forwards and backwards', async ({ page }) => {
  const lab = await new Lab(page).open()
  await fetchAll(lab)
  const seen: string[] = []
  const look = async () =>
    JSON.stringify([
      await lab.counts(),
      await lab.list(0),
      await lab.list(1),
      await lab.tree.getByRole('button').allTextContents(),
      await lab.whatHappened.textContent(),
    ])
  for (const [step, counts] of WORKED.entries()) {
    await lab.expectStep(step)
    await lab.expectCounts(counts)
    seen.push(await look())
    if (step < WORKED.length - 1) await lab.button('Step forward').click()
  }
  for (let step = WORKED.length - 1; step >= 0; step--) {
    await lab.expectStep(step)
    await lab.expectCounts(WORKED[step] ?? [])
    expect(await look()).toBe(seen[step])
    if (step > 0) await lab.button('Step back').click()
  }
})

test('steps by small steps across actions, and back over the same moments', async ({ page }) => {
  const lab = await new Lab(page).open()
  const look = async () =>
    `${await lab.counts()} | ${await lab.whatHappened.textContent()} | ${await lab.step.inputValue()}`
  await fetchAll(lab)
  const seen = [await look()]
  while ((await lab.step.inputValue()) !== '3') {
    const before = seen.at(-1) ?? ''
    await lab.button('Small step forward').click()
    await expect.poll(look).not.toBe(before)
    seen.push(await look())
  }
  // A: choose, take, give. B: choose, take, split, put, give. Then the first of C.
  expect(seen).toHaveLength(1 + 3 + 5 + 1)
  for (const moment of seen.toReversed().slice(1)) {
    await lab.button('Small step back').click()
    await expect.poll(look).toBe(moment)
  }
})

test('a step inside an action finishes it; a step back returns to its start', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.button('Step forward').click()
  await lab.button('Small step forward').click()
  await lab.button('Small step forward').click()
  await lab.expectStep(2)
  await lab.expectCounts([0, 2])
  await lab.button('Step forward').click()
  await lab.expectStep(2)
  await lab.expectCounts([1, 2])
  await lab.button('Small step back').click()
  await lab.button('Step back').click()
  await lab.expectStep(1)
  await lab.expectCounts([0, 3])
})

test('the failure is explained: who stands in the way, the kernel line, both indices', async ({
  page,
}) => {
  const lab = await new Lab(page).open()
  await lab.button('Go to end').click()
  await lab.expectStep(8)
  await expect(lab.whatHappened).toContainText('F fails: 2 pages are free, but not side by side.')
  await expect(lab.whatHappened).toContainText('page allocation failure. order:1')
  await expect(lab.tree).toContainText('D holds 3')
  await expect(lab.tree).toContainText('no merge: E has 6')
  await expect(page.getByText('1.000', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('0.000', { exact: true }).first()).toBeVisible()
  expect(await lab.list(0)).toEqual([7, 2])
  expect(await lab.list(1)).toEqual([])
})

test('blocks are buttons by name, lit together in all pictures', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.button('Go to end').click()
  await lab.block(lab.tree, 'order 1 block at pfn 4, E').click()
  await expect(lab.block(lab.tree, 'order 1 block at pfn 4, E')).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(lab.block(lab.pages, 'order 1 block at pfn 4, E')).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(lab.block(lab.pages, 'order 0 block at pfn 2, free')).toHaveAttribute(
    'aria-pressed',
    'false',
  )
})

test('the slider seeks, Play plays to the end and stops there', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.step.fill('6')
  await lab.expectCounts([1, 2])
  await page.getByRole('button', { name: '4×', exact: true }).click()
  await lab.button('Play').click()
  await lab.expectStep(8)
  await expect(lab.button('Play')).toBeVisible()
})

test('Play stops at a breakpoint', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.script.click()
  await page.keyboard.press('Control+Home')
  for (let line = 1; line < 9; line++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+b')
  await page.getByRole('button', { name: '4×', exact: true }).click()
  await lab.button('Play').click()
  await expect(lab.button('Play')).toBeVisible({ timeout: 15_000 })
  // Line 9 asks for D, the fourth action: Play does it, and stops.
  await lab.expectStep(4)
})

test('History shows the run as one table, and a row leads to its step', async ({ page }) => {
  const lab = await new Lab(page).open()
  await page.getByRole('button', { name: 'History', exact: true }).click()
  const history = page.getByRole('region', { name: 'History', exact: true })
  await expect(history).toContainText('order 1 at 4, splits 6–7')
  await expect(history).toContainText('fails: 2 and 7 are not together')
  await history.getByText('no merge: D has 3').click()
  await lab.expectStep(5)
})

test('History of a long run goes along with the step', async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.run('memory 2M\nfor i in 1..400\n  alloc p{i} 4K\nend\n')
  await lab.button('History').click()
  const history = page.getByRole('region', { name: 'History', exact: true })
  await expect(history).toContainText('Steps 0 to 200 of 400')
  await lab.step.fill('333')
  await expect(history.locator('[aria-current="step"]')).toContainText('p333')
  await expect(history.locator('[aria-current="step"]')).toBeInViewport()
  // 200 rows of up to 400 blocks are no 60 000 shapes.
  expect(await history.locator('svg *').count()).toBeLessThan(5000)
})

test('is quiet: a clean console, no request to another origin, nothing stored but settings', async ({
  page,
}) => {
  const { complaints, foreign } = watch(page)
  const lab = await new Lab(page).open()
  for (let i = 0; i < 8; i++) await lab.button('Step forward').click()
  await lab.expectStep(8)
  await lab.button('Theme').click()
  await page.waitForTimeout(300)
  expect(complaints).toEqual([])
  expect(foreign).toEqual([])
})
