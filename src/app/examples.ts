// The Examples menu: the scripts in src/examples, each a file; the title line names it.

interface Example {
  readonly title: string
  readonly source: string
}

const files = import.meta.glob<string>('../examples/*.buddy', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** In the order of their file names. */
export const EXAMPLES: readonly Example[] = Object.entries(files).map(([path, source]) => ({
  title: /^title\s+"([^"]*)"/m.exec(source)?.[1] ?? path.replace(/^.*\/|\.buddy$/g, ''),
  source,
}))

/** What the bare address opens. */
export const FIRST_SOURCE =
  Object.entries(files).find(([path]) => path.endsWith('/a-to-f.buddy'))?.[1] ?? ''
