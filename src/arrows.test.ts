// Holds the arrows of the house: who may import whom (src/README.md draws them). An arrow that is not listed here fails,
// with the file named. Types count too: an upward `import type` is a small type that lives too high.
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync, Visitor } from 'rolldown/utils'
import { describe, expect, it } from 'vitest'

/** Where a file points: a path under src without its ending (`core/buddy/zone`), `node:fs`, or `npm:d3`. */
interface Import {
  readonly to: string
  readonly typeOnly: boolean
}

/** Each area and the paths it may point at, besides its own; `type …`: its types only. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  main: ['app', 'styles', 'npm:'],
  app: ['views', 'ui', 'store', 'lessons', 'examples', 'core', 'styles', 'npm:'],
  views: ['ui', 'store', 'core', 'npm:'], // one view never another: each folder of views is an area
  store: ['worker', 'core', 'npm:'],
  worker: ['core', 'npm:'],
  cli: ['core', 'node:'],
  ui: ['npm:'],
  examples: [],
  lessons: [],
  'core/units': [],
  'core/random': ['core/units'],
  'core/buddy': ['core/units', 'core/metrics/fragmentation-index'],
  'core/memory': ['core/units', 'core/buddy'],
  'core/metrics': ['core/units', 'core/memory'],
  'core/script': ['core/units', 'core/buddy/command', 'core/buddy/config'],
  'core/timeline': ['core/units', 'core/buddy'],
  'core/kernel-text': ['core/units', 'core/memory'],
  'core/diagnose': [
    'core/units',
    'core/buddy/linux/min-free',
    'core/memory',
    'core/metrics',
    'core/kernel-text',
  ],
  'core/cosimulate': ['core/units', 'core/buddy', 'core/kernel-text'],
  'core/kernel-print': ['core/units', 'core/buddy', 'core/metrics'],
  'core/explain': [
    'core/units',
    'core/buddy',
    'core/metrics',
    'core/kernel-print',
    'type core/run/summary',
  ],
  'core/run': [
    'core/units',
    'core/buddy',
    'core/script',
    'core/timeline',
    'core/metrics',
    'core/explain',
  ],
}

const isUnder = (path: string, area: string) =>
  path === area || path.startsWith(area.endsWith(':') ? area : `${area}/`)

/** The area of a path under src: two segments deep in core and views, one elsewhere. */
function areaOf(path: string): string {
  const segments = path.split('/')
  const deep = segments[0] === 'core' || segments[0] === 'views'
  return segments.slice(0, deep ? 2 : 1).join('/')
}

/** The imports, file by file, that no arrow allows: `app/App → cli/main`. */
function forbidden(files: ReadonlyMap<string, readonly Import[]>): string[] {
  return [...files].flatMap(([file, imports]) => {
    const area = areaOf(file)
    const allowed = arrows[area] ?? (area.startsWith('views/') ? arrows.views : undefined) ?? []
    const isAllowed = ({ to, typeOnly }: Import) =>
      isUnder(to, area) ||
      allowed.some((arrow) =>
        arrow.startsWith('type ') ? typeOnly && isUnder(to, arrow.slice(5)) : isUnder(to, arrow),
      )
    return imports.filter((one) => !isAllowed(one)).map(({ to }) => `${file} → ${to}`)
  })
}

const withoutEnding = (path: string) => path.replace(/\?.*$/, '').replace(/\.(tsx?|css)$/, '')

function target(file: string, specifier: string): string {
  // A glob's `!` leaves files out; what it names is still a place it knows.
  const path = specifier.replace(/^!(?=\.)/, '')
  if (path.startsWith('.')) return withoutEnding(posix.join(posix.dirname(file), path))
  return specifier.startsWith('node:') ? specifier : `npm:${specifier}`
}

/** Every module that a source names, in whatever way: import, export from, import(), new URL, import.meta.glob. */
function importsOf(file: string, source: string): Import[] {
  const { module, program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`)
  const found: Import[] = []
  const add = (specifier: unknown, typeOnly = false) => {
    if (typeof specifier === 'string') found.push({ to: target(file, specifier), typeOnly })
  }
  for (const { moduleRequest, entries } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType))
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) add(moduleRequest?.value, isType)
  }
  new Visitor({
    ImportExpression: ({ source: from }) => {
      if (from.type !== 'Literal') throw new SyntaxError(`${file}: import() of no plain string`)
      add(from.value)
    },
    TSImportType: ({ source: from }) => add(from.value, true),
    NewExpression: ({ callee, arguments: [first, base] }) => {
      const isUrl = callee.type === 'Identifier' && callee.name === 'URL'
      if (isUrl && base?.type === 'MemberExpression' && first?.type === 'Literal') add(first.value)
    },
    CallExpression: ({ callee, arguments: [first] }) => {
      const isMeta = callee.type === 'MemberExpression' && callee.object.type === 'MetaProperty'
      if (!isMeta || first === undefined) return
      const patterns = first.type === 'ArrayExpression' ? first.elements : [first]
      for (const pattern of patterns) if (pattern?.type === 'Literal') add(pattern.value)
    },
  }).visit(program)
  return found
}

function readSources(): ReadonlyMap<string, readonly Import[]> {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\.tsx?$/.test(path) && !/\.(test|d)\.tsx?$/.test(path))
  return new Map(
    paths.map((path) => {
      const source = readFileSync(join(folder, path), 'utf8')
      return [withoutEnding(path), importsOf(path, source)]
    }),
  )
}

describe('the arrows of the house', () => {
  it('hold in every file', () => {
    expect(forbidden(readSources())).toEqual([])
  })

  it('belong to every file: no folder stands outside them', () => {
    const strangers = [...readSources().keys()].filter((file) => {
      const area = areaOf(file)
      return !(area in arrows || area.startsWith('views/'))
    })
    expect(strangers).toEqual([])
  })

  it.each([
    ['core/script/parse', 'core/run/session'],
    ['core/buddy/zone', 'npm:d3'],
    ['core/buddy/zone', 'node:fs'],
    ['core/explain/failure', 'core/run/summary'],
    ['core/script/parse', 'core/buddy/zone'],
    ['views/pages/Pages', 'views/heatmap/Heatmap'],
    ['views/pages/Pages', 'worker/session'],
    ['ui/Button', 'core/units'],
    ['lessons/list', 'core/units'],
    ['app/App', 'worker/session'],
    ['cli/main', 'npm:d3'],
    ['stranger/file', 'core/units'],
  ])('forbid %s → %s', (file, to) => {
    expect(forbidden(new Map([[file, [{ to, typeOnly: false }]]]))).toEqual([`${file} → ${to}`])
  })

  it('let through what is listed, types alone where only they are', () => {
    const files = new Map([
      ['core/explain/failure', [{ to: 'core/run/summary', typeOnly: true }]],
      ['core/script/parse', [{ to: 'core/buddy/command', typeOnly: false }]],
      ['views/pages/Pages', [{ to: 'views/pages/layout', typeOnly: false }]],
      ['ui/Button', [{ to: 'npm:react', typeOnly: false }]],
    ])
    expect(forbidden(files)).toEqual([])
  })

  it('see an import in every form it can take', () => {
    const source = `
      import { a } from './a.ts'
      import type { B } from '../b/b.ts'
      import './c.css'
      export { d } from './d.ts'
      export * from 'd3'
      import text from './e.buddy?raw'
      const f = import('./f.tsx')
      const g = new Worker(new URL('./g.ts', import.meta.url))
      const h = import.meta.glob('../h/*.buddy')
      const i: import('./i.ts').I = <div />
    `
    const found = importsOf('app/App.tsx', source).map(({ to, typeOnly }) => [to, typeOnly])
    expect(Object.fromEntries(found)).toEqual({
      'app/a': false,
      'b/b': true,
      'app/c': false,
      'app/d': false,
      'npm:d3': false,
      'app/e.buddy': false,
      'app/f': false,
      'app/g': false,
      'h/*.buddy': false,
      'app/i': true,
    })
  })
})
