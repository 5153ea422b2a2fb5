// Reports as kernels print them, for tests: a head, the line that tells the release, Mem-Info.

import { readKernelText } from '../kernel-text/reader.ts'
import { diagnose } from './diagnose.ts'
import type { DiagnoseOptions, Diagnosis, Finding } from './diagnosis.ts'

/** A zone of Mem-Info: marks and free memory in kB, free blocks by order as counts or `3 UM`. */
export interface TestZone {
  /** `Node 0 Normal`. */
  readonly name: string
  readonly free: number
  readonly min: number
  readonly low?: number
  readonly high?: number
  readonly managed?: number
  /** More of the zone's line: `free_cma:0kB`. */
  readonly more?: string
  readonly reserve?: string
  /** By order from 0; left out: no row. Types are `UM` where they are not told. */
  readonly blocks?: readonly (number | string)[]
  /** The row ends without its total. */
  readonly isCut?: boolean
}

/** All lines of the report. `tail`: what stands behind Mem-Info, such as `oom-kill:constraint=…`. */
export function reportLines(
  head: string,
  release: string,
  zones: readonly TestZone[],
  tail: readonly string[] = [],
): string[] {
  return [
    head,
    `CPU: 0 PID: 93 Comm: test Not tainted ${release} #1`,
    'Mem-Info:',
    ...zones.flatMap(marksLines),
    ...zones.flatMap(blocksLine),
    ...tail,
  ]
}

function marksLines(zone: TestZone): string[] {
  const { name, free, min, managed = 4_000_000, more = 'free_cma:0kB' } = zone
  const low = zone.low ?? min + Math.floor(min / 4)
  const high = zone.high ?? min + Math.floor(min / 2)
  return [
    `${name} free:${free}kB min:${min}kB low:${low}kB high:${high}kB present:${managed}kB managed:${managed}kB ${more}`,
    `lowmem_reserve[]: ${zone.reserve ?? '0 0 0 0 0'}`,
  ]
}

function blocksLine({ name, blocks, isCut = false }: TestZone): string[] {
  if (!blocks) return []
  let total = 0
  const cells = blocks.map((block, order) => {
    const [count = '0', types = 'UM'] = String(block).split(' ')
    const size = 4 * 2 ** order
    total += Number(count) * size
    return `${count}*${size}kB${Number(count) > 0 ? ` (${types})` : ''}`
  })
  return [`${name}: ${cells.join(' ')}${isCut ? '' : ` = ${total}kB`}`]
}

export function diagnosisOf(
  lines: readonly string[],
  options: Partial<DiagnoseOptions> = {},
): Diagnosis {
  const reading = readKernelText(lines.join('\n'))
  return diagnose(reading, { snapshot: null, pageSize: null, ...options })
}

/** Thin spaces between thousands are left out. */
export function plain(text: string | undefined): string {
  return (text ?? '').replace(/\u202f/g, '')
}

/** The first finding of a kind, its numbers plain. */
export function findingOf({ findings }: Diagnosis, id: string): Finding | undefined {
  const finding = findings.find((one) => one.id === id)
  return (
    finding && {
      ...finding,
      fact: plain(finding.fact),
      why: plain(finding.why),
      arithmetic: finding.arithmetic.map(plain),
    }
  )
}
