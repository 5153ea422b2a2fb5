// @ts-check
// The weight of the first visit: the chunks that the page loads at once, and the worker. What loads on demand (the
// editor, the canvas of large pictures, zooming, the history, examples …) is not of it; e2e/weight.spec.ts sums what a
// browser really fetches.
import { readFileSync } from 'node:fs'

const page = readFileSync(new URL('./dist/index.html', import.meta.url), 'utf8')
const atOnce = [
  ...new Set([...page.matchAll(/assets\/[^"]+\.js/g)].map(([path]) => `dist/${path}`)),
]

export default [
  {
    name: 'first visit, scripts',
    path: [...atOnce, 'dist/assets/simulation.worker-*.js'],
    limit: '140 kB',
    gzip: true,
  },
]
