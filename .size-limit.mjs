// @ts-check
// The weight of the first visit: every script of the build, the worker included, but for the chunks that load later.
// A new lazy chunk counts until it is named here; a chunk named here that the page loads at once is an error.
import { readFileSync } from 'node:fs'

const later = ['editor', 'Inspect', 'Learn']
const page = readFileSync(new URL('./dist/index.html', import.meta.url), 'utf8')
const tooSoon = later.filter((name) => new RegExp(`assets/${name}-`).test(page))
if (tooSoon.length > 0)
  throw new Error(`index.html loads at once what is to load later: ${tooSoon}`)

export default [
  {
    name: 'first visit, scripts',
    path: ['dist/**/*.js', ...later.map((name) => `!dist/assets/${name}-*.js`)],
    limit: '140 kB',
    gzip: true,
  },
]
