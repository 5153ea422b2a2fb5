import { describe, expect, it } from 'vitest'
import { readKernelText } from './reader.ts'

const since = (text: string) => readKernelText(`${text}\n`).reports[0]?.since
const MARKS = 'Node 0 DMA free:8kB min:8kB low:10kB high:12kB'
const HEAD = 'x: page allocation failure: order:3, mode:0xcc0(GFP_KERNEL)'

describe('the first kernel that prints a report so', () => {
  it.each([
    [MARKS, null],
    ['x: page allocation failure: order:3, mode:0xd0', null],
    [`${MARKS}\nlowmem_reserve[]: 0 0\nNode 0 DMA: 1*4kB (U) 0*8kB 1*16kB (UH) = 20kB`, '4.4'],
    [HEAD, '4.6'],
    [`${MARKS} writepending:0kB present:9kB`, '4.8'],
    [`${HEAD}, nodemask=0,2-3,cpuset=/,mems_allowed=0`, '5.0'],
    [`${HEAD}, nodemask=(null)\nx cpuset=/ mems_allowed=0`, '4.6'],
    [`${MARKS} reserved_highatomic:0KB`, '5.5'],
    [`Mem-Info:\nactive_anon:1 inactive_anon:2\n kernel_misc_reclaimable:0\n${MARKS}`, '5.12'],
    [MARKS.replace('min', 'boost:0kB min'), '5.16'],
    [`Mem-Info:\nactive_anon:1 inactive_anon:2\n sec_pagetables:0 bounce:0\n${MARKS}`, '6.1'],
    [`${HEAD}\nCPU: 1 UID: 0 PID: 77 Comm: x Not tainted\n${MARKS}`, '6.11'],
    [`${MARKS} reserved_highatomic:0KB free_highatomic:0KB`, '6.16'],
    [`${MARKS} zspages:0kB present:9kB`, '6.18'],
  ])('%s', (text, version) => {
    expect(since(text)).toBe(version)
  })

  it('the youngest evidence counts, wherever it stands', () => {
    const old = `${HEAD}, nodemask=(null),cpuset=/,mems_allowed=0`
    expect(since(`${old}\nMem-Info:\n${MARKS}\n writepending:0kB zspages:0kB`)).toBe('6.18')
    expect(
      since(`${MARKS} zspages:0kB\nlowmem_reserve[]: 0 0\n${MARKS.replace('DMA', 'Normal')}`),
    ).toBe('6.18')
  })

  it('of another report it proves nothing here', () => {
    const { reports } = readKernelText(`${HEAD}\nMem-Info:\n${MARKS} zspages:0kB\n${HEAD}\n`)
    expect(reports.map((report) => report.since)).toEqual(['6.18', '4.6'])
  })
})
