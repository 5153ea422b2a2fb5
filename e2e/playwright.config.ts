import { fileURLToPath } from 'node:url'
import { defineConfig } from 'playwright/test'
import { launchOptions, resolveBrowser } from './browser.mjs'

// Playwright reads this file again in each of its workers: the browser that the first reading found is handed on.
process.env.BUDDYSCOPE_BROWSER ??= JSON.stringify(await resolveBrowser())
const port = Number(process.env.E2E_PORT ?? 4317)
const address = `http://127.0.0.1:${port}/`

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  retries: 0,
  timeout: 60_000, // a machine of two busy cores takes its time
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    launchOptions: launchOptions(JSON.parse(process.env.BUDDYSCOPE_BROWSER)),
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    url: address,
  },
})
