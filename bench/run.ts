// `npm run bench [-- NAME…]`: every benchmark of this folder, or those whose file is named, in one table.
//
// A benchmark is a file here that exports
//   export const figures = async (): Promise<readonly Figure[]> => …
// It measures when called, not when imported, with CPU time (`process.cpuUsage`) and interleaved pairs where it
// compares, as the machines that run it are noisy. Files without that export are parts of others and are passed over.
// The exit code is 1 when a figure is above its bound or a benchmark throws.
import { readdirSync } from 'node:fs'
import type { Figure } from './figure.ts'

const verdictOf = ({ value, bound }: Figure) =>
  bound === null ? '' : value <= bound ? 'held' : 'OVER'

const numberText = (value: number) =>
  Number.isFinite(value) ? Number(value.toPrecision(3)).toLocaleString('en') : '–'

const heads = ['figure', 'value', 'bound', 'unit', '', 'note']
const cells = (row: Figure) => [
  row.name,
  numberText(row.value),
  row.bound === null ? '–' : `≤ ${numberText(row.bound)}`,
  row.unit,
  verdictOf(row),
  row.note,
]

/** Columns padded to their widest cell; numbers stand on the right. */
function table(lines: readonly string[][]): string {
  const widths = heads.map((_, column) => Math.max(...lines.map((l) => l[column]?.length ?? 0)))
  const pad = (cell: string, column: number) =>
    column === 1 || column === 2
      ? cell.padStart(widths[column] ?? 0)
      : cell.padEnd(widths[column] ?? 0)
  return lines.map((line) => line.map(pad).join('  ').trimEnd()).join('\n')
}

async function measure(file: string): Promise<readonly Figure[]> {
  const benchmark: { figures?: () => Promise<readonly Figure[]> } = await import(`./${file}`)
  if (benchmark.figures === undefined) return []
  process.stderr.write(`${file} …\n`)
  return benchmark.figures()
}

const names = process.argv.slice(2).map((name) => name.replace(/\.ts$/, ''))
const files = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'run.ts')
  .filter((file) => names.length === 0 || names.includes(file.replace(/\.ts$/, '')))
  .sort()

const rows: Figure[] = []
for (const file of files) {
  try {
    rows.push(...(await measure(file)))
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.stack : error}\n`)
    process.exitCode = 1
  }
}
process.stdout.write(`${table([heads, ...rows.map(cells)])}\n`)
if (rows.length === 0 || rows.some((row) => verdictOf(row) === 'OVER')) process.exitCode = 1
