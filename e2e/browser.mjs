// @ts-check
// Finds a Chromium to test with, on a fresh machine too. In this order: CHROMIUM_PATH (set and broken is an error, never
// replaced silently); Playwright's own; Chrome, Edge or Chromium of the system; one that Playwright downloads; as root
// on Debian one from its packages. A candidate counts only when it starts and lays out text: a Chromium without any
// font starts, and then crashes on its first page.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

/** Playwright's own where both are absent. @typedef {{ channel?: string, executablePath?: string }} Browser */

const isRoot = process.getuid?.() === 0
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-pings',
]

/** What Playwright is to launch. The sandbox stays on but for root, with whom Chromium refuses it. @param {Browser} browser */
export const launchOptions = (browser) => ({ ...browser, args: quiet, chromiumSandbox: !isRoot })

/** The fault that keeps a browser from being used, or null. @param {Browser} browser */
async function faultOf(browser) {
  let running
  try {
    running = await chromium.launch({ ...launchOptions(browser), timeout: 30_000 })
    const page = await running.newPage()
    page.setDefaultTimeout(10_000)
    await page.setContent('<span style="font: 20px sans-serif">text</span>', { timeout: 10_000 })
    const box = await page.locator('span').boundingBox()
    return box && box.width > 10 ? null : 'it lays out no text'
  } catch (error) {
    return String(error).split('\n')[0] ?? 'unknown'
  } finally {
    await running?.close().catch(() => {})
  }
}

/** @returns {Browser[]} */
function ofTheSystem() {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = names.flatMap(
    (name) => folders.map((folder) => join(folder, name)).find(existsSync) ?? [],
  )
  return [
    { channel: 'chrome' },
    ...found.map((executablePath) => ({ executablePath })),
    { channel: 'msedge' },
  ]
}

/** Whether a command ended well; its output goes to standard error. @param {string} command @param {string[]} args */
function ran(command, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const done = spawnSync(command, args, { stdio: ['ignore', 2, 2], env, timeout: 300_000 })
  return done.status === 0
}

function download() {
  const cli = join(createRequire(import.meta.url).resolve('playwright/package.json'), '../cli.js')
  return ran(process.execPath, cli, 'install', 'chromium')
}

function installPackages() {
  if (!isRoot || !existsSync('/etc/debian_version')) return false
  const install = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']
  return ran('apt-get', ...install) || (ran('apt-get', 'update') && ran('apt-get', ...install))
}

/** @returns {Promise<Browser>} the first browser that works; rejects, saying what was tried, where there is none */
export async function resolveBrowser() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    const fault = await faultOf({ executablePath: chosen })
    if (fault) throw new Error(`CHROMIUM_PATH is ${chosen}, which does not work: ${fault}`)
    return { executablePath: chosen }
  }
  /** @type {string[]} */
  const faults = []
  const firstThatWorks = async (/** @type {Browser[]} */ candidates) => {
    for (const browser of candidates) {
      const fault = await faultOf(browser)
      if (!fault) return browser
      faults.push(`${browser.executablePath ?? browser.channel ?? "Playwright's own"}: ${fault}`)
    }
    return null
  }
  const found =
    (await firstThatWorks([{}, ...ofTheSystem()])) ??
    (download() ? await firstThatWorks([{}]) : null) ??
    (installPackages() ? await firstThatWorks(ofTheSystem()) : null)
  if (found) return found
  throw new Error(
    `No Chromium works here. Install one, or name it in CHROMIUM_PATH. Tried:\n${faults.join('\n')}`,
  )
}
