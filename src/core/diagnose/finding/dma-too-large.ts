// A zone DMA with more free than x86 has in it at all: there it ends at 16 MiB (arch/x86/include/asm/dma.h:
// MAX_DMA_PFN). On arm64, riscv and others it reaches to 1 GiB, 4 GiB or the end of memory.

import type { Case } from '../case.ts'
import type { Finding } from '../diagnosis.ts'
import { capitalise, pagesAndSize, zoneName } from '../words.ts'

const X86_DMA = 16 * 2 ** 20

export function dmaTooLarge({ scene, verdicts }: Case): Finding[] {
  // With pages of another size it is none of x86 anyway.
  if (scene.pageSize.bytes !== 4096) return []
  return verdicts
    .filter(({ zone, freeBytes }) => zone === 'DMA' && freeBytes > X86_DMA)
    .map(({ node, zone, freePages }) => ({
      id: 'dma-too-large',
      tone: 'info',
      fact: `${capitalise(zoneName({ node, zone }, scene))} has ${pagesAndSize(freePages, scene)} free, more than the 16 MiB that x86 has in it.`,
      why: 'So this is another architecture (arm64 calls its first gigabytes DMA), or the figures are not of a real machine.',
      arithmetic: [`${pagesAndSize(freePages, scene)} > 16 MiB`],
      node,
      zone,
    }))
}
