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

/** In the order of their file names; without the last line break, which would be an empty line to the editor. */
export const EXAMPLES: readonly Example[] = Object.entries(files).map(([path, text]) => ({
  title: /^title\s+"([^"]*)"/m.exec(text)?.[1] ?? path.replace(/^.*\/|\.buddy$/g, ''),
  source: text.trimEnd(),
}))

/** What the bare address opens. */
export const FIRST_SOURCE = files['../examples/a-to-f.buddy']?.trimEnd() ?? ''
