// Inspect: what a kernel prints, pasted, read, drawn, and taken on from there.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'playwright/test'
import { exampleText, Inspect } from './pages/inspect.ts'
import { Lab, watch } from './pages/lab.ts'

const TWO_NODES = exampleText('tour-buddyinfo')

test('a paste is read at once: the sentence, a column a zone, pictures, tables', async ({
  page,
}) => {
  const { complaints, foreign } = watch(page)
  const inspect = await new Inspect(page).open()
  await inspect.paste(TWO_NODES)
  await expect(inspect.sentence).toContainText('Every zone can give 32 KiB')
  await expect(inspect.verdict.getByRole('heading', { level: 3 })).toHaveCount(4)
  await expect(inspect.verdict).toContainText('24\u202f574×')
  await expect(inspect.region('Free memory by block size').getByRole('img')).toBeVisible()
  await expect(inspect.region('Fragmentation by order')).toContainText('0.455')
  await expect(inspect.region('Fragmentation by order')).toContainText('0.998')
  await expect(inspect.unread).toHaveCount(0)
  expect(await inspect.counts('Node 0, zone Normal')).toEqual([
    26930, 4168, 2670, 1796, 1021, 456, 123, 11, 1, 0, 0,
  ])
  await expect(page.getByRole('table')).toHaveCount(4)
  expect([complaints, foreign]).toEqual([[], []])
})

test('the field folds to a line after a paste and grows on focus', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  const height = async () => (await inspect.field.boundingBox())?.height ?? 0
  expect(await height()).toBeGreaterThan(120)
  await inspect.read(TWO_NODES)
  await expect.poll(height).toBeLessThan(60)
  await inspect.button('Copy verdict').focus()
  await inspect.field.focus()
  await expect.poll(height).toBeGreaterThan(120)
  await expect(inspect.field).toHaveValue(TWO_NODES)
  await inspect.button('Copy as CSV').focus()
  await expect.poll(height).toBeLessThan(60)
})

test('text is read as it is typed', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.field.click()
  await page.keyboard.type('Node 0, zone Normal 1 0 2')
  await expect.poll(() => inspect.counts('Node 0, zone Normal')).toEqual([1, 0, 2])
  await page.keyboard.type('5')
  await expect.poll(() => inspect.counts('Node 0, zone Normal')).toEqual([1, 0, 25])
})

test('each article sample is an example of one click', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  const samples = [
    [/^pagetypeinfo/, 'Free lists by type'],
    [/^zoneinfo/, 'Watermarks'],
    [/^extfrag_index/, 'Fragmentation by order'],
    [/^Two failures/, 'Failure reports'],
    [/^Rows of unequal/, 'Unread lines'],
    [/^Fallbacks in a trace/, 'Fallbacks between types'],
    [/^A guest fragments/, 'Over time'],
  ] as const
  for (const [name, region] of samples) {
    await page.getByRole('button', { name }).click()
    await expect(inspect.region(region)).toBeVisible()
    await inspect.button('Clear').click()
  }
  await inspect.button('Examples').click()
  await expect.poll(() => page.getByRole('menuitem').count()).toBeGreaterThanOrEqual(6)
})

test('what cannot be read is listed with its line and the reason', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read(exampleText('unequal-rows-buddyinfo'))
  await expect(inspect.unread.getByRole('listitem')).toHaveCount(1)
  await expect(inspect.unread).toContainText('line 2')
  await expect(inspect.unread).toContainText('Node 0, zone Normal 1491')
  await expect(inspect.unread).toContainText('9 counts')
  expect(await inspect.counts('Node 0, zone Normal')).toHaveLength(9)
})

test('text of another kind is named, and never a blank page', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read('MemTotal:       16315776 kB\nMemFree:         1234567 kB\n')
  await expect(page.getByText('/proc/meminfo').first()).toBeVisible()
  await expect(inspect.sentence).not.toBeEmpty()
})

test('several snapshots: the last is shown, any can be, two can be compared', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read(exampleText('guest-over-time'))
  await expect(inspect.snapshot).toHaveValue('9')
  expect((await inspect.counts('Node 0, zone DMA32')).at(-1)).toBe(283)
  await inspect.snapshot.fill('0')
  await expect.poll(async () => (await inspect.counts('Node 0, zone DMA32')).at(-1)).toBe(474)
  await inspect.button('Next snapshot').click()
  await expect(inspect.snapshot).toHaveValue('1')
  await inspect.button('Compare two').click()
  await expect(inspect.table('Difference')).toContainText('Node 0, zone DMA32')
  await page.getByRole('slider', { name: 'Compare with', exact: true }).fill('1')
  await expect(inspect.table('Difference')).not.toContainText('+')
})

test('the page size can be chosen where it is assumed', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read('Node 0, zone Normal 1 0 0\n')
  await expect(inspect.verdict).toContainText('assumed: the text does not tell it')
  await page.getByRole('combobox', { name: 'Page size', exact: true }).selectOption('65536')
  await expect(inspect.verdict).toContainText('64 KiB free')
})

test('tables and verdict are copied as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const inspect = await new Inspect(page).open()
  await inspect.read(TWO_NODES)
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await inspect.button('Copy as CSV').click()
  await expect.poll(clipboard).toMatch(/26930/)
  await inspect.button('Copy as Markdown').click()
  await expect.poll(clipboard).toMatch(/\|.*26930.*\|/)
  await inspect.button('Copy verdict').click()
  await expect.poll(clipboard).toMatch(/^Every zone can give 32 KiB/)
})

test('Open in Lab starts with these counts, and a request can be stepped', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  await inspect.read('Node 0, zone   Normal      3      1      2      0      0      1 \n')
  await inspect.button('Open in Lab').click()
  const lab = new Lab(page)
  await lab.expectCounts([3, 1, 2, 0, 0, 1])
  await expect(page.getByText(/[Pp]ositions are made up/).first()).toBeVisible()
  await lab.button('Step forward').click()
  await lab.expectStep(1)
  await lab.expectCounts([3, 1, 2, 1, 1, 0])
})

test("the Lab's kernel text reads the same in Inspect", async ({ page }) => {
  const lab = await new Lab(page).open()
  await lab.button('Go to end').click()
  await lab.expectCounts([2, 0])
  await lab.button('Inspect this').click()
  const inspect = new Inspect(page)
  await expect.poll(() => inspect.counts('Node 0, zone Normal')).toEqual([2, 0])
  await page.getByRole('link', { name: 'Lab', exact: true }).click()
  await lab.expectStep(8)
})

test('hostile text stays text', async ({ page }) => {
  const { complaints } = watch(page)
  const inspect = await new Inspect(page).open()
  const hostile = [
    'Node 0, zone <img src=x onerror=alert(1)> 1 2 3',
    `Node 0, zone ${'A'.repeat(5000)} 1 2 3`,
    'Node 0, zone Normal 99999999999999999999 1',
    '<script>alert(2)</script>: page allocation failure: order:1, mode:0x4020',
    'Node -1, zone Normal 1 2',
    '\u202eNode 0, zone Normal 1 2 3\u0000',
  ].join('\n')
  await inspect.read(hostile)
  await inspect.paste(hostile.repeat(200))
  await expect(page.getByText(/200 reports/).first()).toBeAttached()
  await inspect.read(TWO_NODES)
  expect(await page.locator('img[src], img[onerror], script:not([src])').count()).toBe(0)
  await expect.poll(async () => (await inspect.counts('Node 1, zone Normal')).length).toBe(11)
  expect(complaints).toEqual([])
})

test('a link carries the text that its preview shows, without host names', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const inspect = await new Inspect(page).open()
  await inspect.read(`root@db-12:~# cat /proc/buddyinfo\n${TWO_NODES}`)
  await inspect.button('Share').click()
  const preview = page.getByRole('group', { name: 'What the link contains', exact: true })
  await expect(preview).toContainText('root@host:~#')
  await page.getByRole('checkbox').uncheck()
  await expect(preview).toContainText('root@db-12:~#')
  await page.getByRole('checkbox').check()
  await inspect.button('Copy link').click()
  await expect.poll(() => page.url()).toContain('#/inspect?text=1')
  const other = new Inspect(await context.newPage())
  await other.page.goto(page.url())
  await expect(other.sentence).toContainText('Every zone can give 32 KiB')
  expect(await other.field.inputValue()).toBe(`root@host:~# cat /proc/buddyinfo\n${TWO_NODES}`)
})

test('a broken link says so', async ({ page }) => {
  await new Inspect(page).open('?text=1AAAA____zzz')
  await expect(page.getByText(/This link cannot be opened/)).toBeVisible()
})

test('a file dropped anywhere is read, packed ones too', async ({ page }) => {
  const inspect = await new Inspect(page).open()
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['Node 0, zone Normal 7 0 1\n'], 'dropped.log'))
    return transfer
  })
  await page.locator('body').dispatchEvent('drop', { dataTransfer: data })
  await expect.poll(() => inspect.counts('Node 0, zone Normal')).toEqual([7, 0, 1])
  await inspect.openFile({ name: 'a.gz', mimeType: '', buffer: gzipSync(TWO_NODES) })
  await expect(inspect.sentence).toContainText('Every zone can give 32 KiB')
})

test('a large file is read in pieces: progress, cancel, and the page answers meanwhile', async ({
  page,
}, testInfo) => {
  const path = testInfo.outputPath('large.log')
  await write(path, 150)
  const inspect = await new Inspect(page).open()
  await inspect.read('Node 0, zone Normal 7 0 1\n')
  await inspect.openFile(path)
  await inspect.button('Cancel').click({ timeout: 15_000 })
  await expect(page.getByText('Reading was cancelled.')).toBeVisible()
  expect(await inspect.counts('Node 0, zone Normal')).toEqual([7, 0, 1])
  await inspect.openFile(path)
  await expect(page.getByRole('progressbar')).toBeVisible()
  await expect(inspect.snapshot).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

/** A log of so many MiB, a snapshot in each 64 KiB of it. */
async function write(path: string, mebibytes: number): Promise<void> {
  const noise = `${'[ 1234.567890] audit: type=1400 apparmor="ALLOWED" pid=77'.padEnd(127)}\n`
  const piece = noise.repeat(508) + TWO_NODES
  const file = createWriteStream(path)
  for (let i = 0; i < mebibytes * 16; i++) if (!file.write(piece)) await once(file, 'drain')
  file.end()
  await once(file, 'close')
}
