// @ts-check
// `npm test`: unit tests, the build, and the page in a real browser. Their output is shown as it comes; the last line
// sums them up, `N passed, N failed`. A part that could not run at all (a build that breaks, no browser) counts as one
// failure. With `--static` the checks that are no tests (lint, types, unused code, size) run first.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {{ passed: number, failed: number }} Count */

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'buddyscope-test-'))
const unitReport = join(reports, 'unit.json')
const pageReport = join(reports, 'page.json')

/** The exit code of a tool out of node_modules. @param {string} cli @param {string[]} args */
function run(cli, ...args) {
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: pageReport }
  const path = join(root, 'node_modules', cli)
  return spawnSync(process.execPath, [path, ...args], { cwd: root, env, stdio: 'inherit' }).status
}

/**
 * What a test runner's report counts; where it ended badly and no count says why, one failure more.
 * @param {string} file @param {number | null} exitCode @param {(report: any) => Count} read @returns {Count}
 */
function counted(file, exitCode, read) {
  let count = { passed: 0, failed: 0 }
  try {
    count = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    exitCode ||= 1 // no report: it did not run
  }
  if (exitCode !== 0 && count.failed === 0) count.failed = 1
  return count
}

function staticChecks() {
  const done = spawnSync('npm', ['run', 'check:static'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return { passed: 0, failed: done.status === 0 ? 0 : 1 }
}

function unitTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]
  const exitCode = run('vitest/vitest.mjs', 'run', ...reporters)
  return counted(unitReport, exitCode, (report) => {
    // A file that fails before its first test names no failed test.
    const broken = report.testResults.filter(
      (/** @type {any} */ file) =>
        file.status === 'failed' &&
        !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
    )
    return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
  })
}

function pageTests() {
  if (run('vite/bin/vite.js', 'build', '--logLevel', 'warn') !== 0) return { passed: 0, failed: 1 }
  const exitCode = run(
    'playwright/cli.js',
    'test',
    '-c',
    'e2e/playwright.config.ts',
    '--reporter=list,json',
  )
  return counted(pageReport, exitCode, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }))
}

const withStatic = process.argv.includes('--static')
const parts = [...(withStatic ? [staticChecks()] : []), unitTests(), pageTests()]
rmSync(reports, { recursive: true })

const passed = parts.reduce((sum, part) => sum + part.passed, 0)
const failed = parts.reduce((sum, part) => sum + part.failed, 0)
process.exitCode = failed === 0 ? 0 : 1
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
