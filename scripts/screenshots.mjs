// @ts-check
// `npm run screenshots`: the pictures of the README, from the built page, light and dark: the A–F scenario at its
// failure, and the Linux machine where a request claims pageblocks.
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { preview } from 'vite'
import { launchOptions, resolveBrowser } from '../e2e/browser.mjs'

const folder = fileURLToPath(new URL('../docs/', import.meta.url))
const largest = 300_000 // bytes; a README is read over slow lines too

const LINUX = readFileSync(new URL('../e2e/two-nodes.buddy', import.meta.url), 'utf8')

/** Each picture: a script of its own, or the page's first; both at their end. */
const PICTURES = [
  { name: 'lab', script: null },
  { name: 'linux', script: LINUX },
]

mkdirSync(folder, { recursive: true })
const server = await preview({ preview: { host: '127.0.0.1', port: 4320 }, logLevel: 'warn' })
const address = server.resolvedUrls?.local[0] ?? ''
const browser = await chromium.launch(launchOptions(await resolveBrowser()))
try {
  for (const { name, script } of PICTURES)
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await browser.newPage({
        colorScheme,
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
      })
      await page.goto(address)
      const step = page.getByRole('slider', { name: 'Step', exact: true })
      await step.and(page.locator('input:not([max="0"])')).waitFor() // the first run is there
      if (script !== null) {
        await page.getByRole('textbox', { name: 'Script', exact: true }).fill(script)
        await page.getByRole('button', { name: 'Run script', exact: true }).click()
        await step.and(page.locator('input[max="46"]')).waitFor()
      }
      await page.getByRole('button', { name: 'Go to end', exact: true }).click()
      const slider = await step.elementHandle()
      await page.waitForFunction(
        (range) => range instanceof HTMLInputElement && range.value === range.max,
        slider,
      )
      await page.evaluate(() => document.fonts.ready)
      await page.mouse.move(0, 0)
      await page.waitForTimeout(700)
      const path = `${folder}${name}-${colorScheme}.png`
      await page.screenshot({ path, animations: 'disabled' })
      const { size } = statSync(path)
      if (size > largest) throw new Error(`${path} is ${size} bytes, more than ${largest}`)
      process.stdout.write(`docs/${name}-${colorScheme}.png ${Math.round(size / 1000)} kB\n`)
      await page.close()
    }
} finally {
  await browser.close()
  await server.close()
}
