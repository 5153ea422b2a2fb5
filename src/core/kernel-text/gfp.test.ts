import { describe, expect, it } from 'vitest'
import { decodeGfp, type GfpEvidence } from './gfp.ts'

const NOTHING: GfpEvidence = {
  release: null,
  punctuation: null,
  hasNodemask: false,
  hasCpuset: false,
}
const RELEASES = ['2.6.32-358.el6', '4.4.155', '4.14.74', '4.19.0', '5.10.44', '6.8.1']

/** Masks of the same request in the six eras; null: that era has none. */
const REQUESTS: readonly (readonly [string, readonly (string | null)[]])[] = [
  ['GFP_ATOMIC', ['0x20', '0x2080020', '0x1080020', '0x480020', '0xa20', '0x820']],
  ['GFP_NOWAIT', ['0x0', '0x2000000', '0x1000000', '0x400000', '0x800', '0x800']],
  ['GFP_NOIO', ['0x10', '0x2400000', '0x1400000', '0x600000', '0xc00', '0xc00']],
  ['GFP_NOFS', ['0x50', '0x2400040', '0x1400040', '0x600040', '0xc40', '0xc40']],
  ['GFP_KERNEL', ['0xd0', '0x24000c0', '0x14000c0', '0x6000c0', '0xcc0', '0xcc0']],
  ['GFP_KERNEL|__GFP_COMP', ['0x40d0', '0x24040c0', '0x14040c0', '0x6040c0', '0x40cc0', '0x40cc0']],
  ['GFP_KERNEL|__GFP_ZERO', ['0x80d0', '0x24080c0', '0x14080c0', '0x6080c0', '0xdc0', '0xdc0']],
  ['GFP_KERNEL_ACCOUNT', [null, '0x25000c0', '0x15000c0', '0x7000c0', '0x400cc0', '0x400cc0']],
  ['GFP_USER', ['0x200d0', '0x24200c0', '0x14200c0', '0x6200c0', '0x100cc0', '0x100cc0']],
  ['GFP_HIGHUSER', ['0x200d2', '0x24200c2', '0x14200c2', '0x6200c2', '0x100cc2', '0x100cc2']],
  [
    'GFP_HIGHUSER_MOVABLE',
    ['0x200da', '0x24200ca', '0x14200ca', '0x6200ca', '0x100cca', '0x100cca'],
  ],
  ['GFP_TRANSHUGE_LIGHT', [null, '0x342ca', '0x342ca', '0x342ca', '0x1c20ca', '0x1c20ca']],
  ['GFP_TRANSHUGE', ['0x4352da', '0x4342ca', '0x4342ca', '0x2342ca', '0x1c24ca', '0x1c24ca']],
]

describe.each(REQUESTS)('%s', (names, masks) => {
  it.each(RELEASES)('as %s prints it', (release) => {
    const mask = masks[RELEASES.indexOf(release)]
    if (!mask) return
    const { flags, era } = decodeGfp(mask, { ...NOTHING, release })
    expect(flags.filter((flag) => !flag.includes('RECLAIMABLE')).join('|')).toBe(names)
    expect(era.isGuess).toBe(false)
  })
})

describe('the era', () => {
  it('is told by the release, then by the full stop, then by the number', () => {
    const era = (mode: string, evidence: Partial<GfpEvidence>) =>
      decodeGfp(mode, { ...NOTHING, ...evidence }).era
    expect(era('0xd0', { release: '3.10.0-1160.el7' }).kernels).toBe('2.6.32 to 4.3')
    expect(era('0x6000c0', { release: '4.18.0-305.el8' }).kernels).toBe('4.18 to 5.0')
    expect(era('0x20', { punctuation: '.' })).toMatchObject({
      kernels: '2.6.32 to 4.3',
      isGuess: false,
    })
    for (const [mode, kernels] of [
      ['0x2084020', '4.4 to 4.9'],
      ['0x14000c0', '4.10 to 4.17'],
      ['0x480020', '4.18 to 5.0'],
      ['0xcc0', '5.1 to 6.2'],
      ['0x820', '6.3 and later'],
      ['0x4020', '2.6.32 to 4.3'],
      ['0x200da', '2.6.32 to 4.3'],
    ])
      expect(era(mode as string, {})).toMatchObject({ kernels, isGuess: true })
  })

  it('what no name is known for stays a number; what is no mask has no flags', () => {
    expect(decodeGfp('0x80000cc0', { ...NOTHING, release: '5.10' }).flags).toEqual([
      'GFP_KERNEL',
      '0x80000000',
    ])
    expect(decodeGfp('0x1000000000', NOTHING).flags).toEqual([])
  })
})
