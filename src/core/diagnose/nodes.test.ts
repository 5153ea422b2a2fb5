// Which nodes and zones a request may use: a cpuset, a memory policy, __GFP_THISNODE, the zone that its flags name.

import { describe, expect, it } from 'vitest'
import { diagnosisOf, findingOf, reportLines, type TestZone } from './test-report.ts'

const MODE = 'nodemask=(null),cpuset=/,mems_allowed=0-1'
/** 36288 kB are 9072 pages, below the min mark of 16384. */
const SHORT: TestZone = {
  name: 'Node 1 Normal',
  free: 36_288,
  min: 65_536,
  blocks: [9000, 28, 4, 0],
}
const RICH: TestZone = {
  name: 'Node 0 Normal',
  free: 800_000,
  min: 65_536,
  blocks: [0, 0, 0, 25_000],
}

describe('an OOM kill for which only some nodes counted', () => {
  const killed = (constraint: string) =>
    diagnosisOf(
      reportLines(
        'stress-ng invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0',
        '5.15.0',
        [SHORT],
        [
          `oom-kill:constraint=${constraint},nodemask=(null),cpuset=numa1,mems_allowed=1,global_oom,task_memcg=/,task=stress-ng,pid=42,uid=0`,
        ],
      ),
    )

  it.each([
    ['CONSTRAINT_CPUSET', 'cpuset'],
    ['CONSTRAINT_MEMORY_POLICY', 'memory policy'],
  ])('%s: those of its %s', (constraint, who) => {
    const diagnosis = killed(constraint)
    expect(diagnosis.sentence).toContain(
      `ended in an OOM kill of stress-ng within its ${who} for lack of memory`,
    )
    expect(diagnosis.detail).toContain(
      `Only the nodes that its ${who} allows count (${constraint}), and Mem-Info shows those alone: node 1.`,
    )
    expect(diagnosis.next[0]).toMatchObject({ id: 'allowed-nodes' })
    expect(diagnosis.next[0]?.because).toContain(`${constraint}: 1 node in Mem-Info`)
  })

  it('CONSTRAINT_NONE says nothing of it', () => {
    const diagnosis = killed('CONSTRAINT_NONE')
    expect(diagnosis.sentence).toContain('ended in an OOM kill of stress-ng for lack of memory')
    expect(diagnosis.detail).not.toContain('allows count')
    expect(diagnosis.next.map(({ id }) => id)).not.toContain('allowed-nodes')
  })
})

describe('a request that is bound to one node (__GFP_THISNODE)', () => {
  const failing = (order: number, flags: string, ...zones: readonly TestZone[]) =>
    diagnosisOf(
      reportLines(
        `qemu: page allocation failure: order:${order}, mode:0x240cc0(${flags}), ${MODE}`,
        '6.8.12',
        zones,
      ),
    )
  const FLAGS = 'GFP_KERNEL|__GFP_COMP|__GFP_THISNODE'

  // The zonelist of THISNODE has the zones of one node alone (build_zonelists), and no report prints which. Node 0
  // would have served it, so it was node 1.
  it('was bound to the node that could not serve it', () => {
    const diagnosis = failing(1, FLAGS, RICH, SHORT)
    expect(diagnosis.sentence).toBe(
      "qemu's request for 8 KiB in one piece (order 1) failed for lack of memory: node 1, zone Normal has 35.4 MiB free, and the request needs more than 64 MiB left there. It is bound to one node (__GFP_THISNODE), most likely this one, node 1.",
    )
    expect(diagnosis.detail).toContain('Node 0 could have served it.')
    expect(findingOf(diagnosis, 'failure-cause')).toMatchObject({ node: 1, zone: 'Normal' })
  })

  it('that lacks a block on one node lacks it there', () => {
    const pieces = { ...SHORT, free: 400_000, blocks: [100_000, 0, 0, 0] }
    const diagnosis = failing(3, FLAGS, RICH, pieces)
    expect(diagnosis.sentence).toContain(
      'for want of a block large enough, not of memory: 391 MiB is free in node 1',
    )
  })

  it('may have been bound to any where each would serve it', () => {
    const diagnosis = failing(1, FLAGS, RICH, { ...RICH, name: 'Node 1 Normal' })
    expect(diagnosis.sentence).toContain('could have served it')
    expect(diagnosis.detail).toContain('it is bound to its node (__GFP_THISNODE)')
  })

  it('is another matter than one that may go to all nodes', () => {
    expect(failing(1, 'GFP_KERNEL|__GFP_COMP', RICH, SHORT).sentence).toContain(
      'node 0, zone Normal could have served it',
    )
  })
})

describe('zones that the request may not use at all', () => {
  // gfp_zone: GFP_KERNEL goes no higher than Normal, GFP_DMA no higher than DMA; for one page as for more.
  const of = (head: string, ...zones: readonly TestZone[]) =>
    diagnosisOf(reportLines(head, '5.15.0', zones))
  const DMA: TestZone = {
    name: 'Node 0 DMA',
    free: 4,
    min: 8,
    managed: 15_908,
    blocks: ['1 U', 0, 0, 0],
  }
  const LOW: TestZone = { ...SHORT, name: 'Node 0 Normal' }
  const MOVABLE: TestZone = { ...RICH, name: 'Node 0 Movable', min: 128 }

  it('are said to be closed to the kernel: Movable', () => {
    const diagnosis = of(
      'kvm invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=0',
      LOW,
      MOVABLE,
    )
    expect(diagnosis.detail).toContain(
      "Zone Movable is closed to it, with 781 MiB free: the kernel's own memory comes from zone Normal and below.",
    )
    const movable = diagnosis.zones.find(({ zone }) => zone === 'Movable')
    expect(movable).toMatchObject({
      word: 'kept',
      tone: 'info',
      blocker: 'The request that the report is about may not use this zone.',
    })
  })

  it('are said to be closed to GFP_DMA: all above', () => {
    const diagnosis = of(
      `fd: page allocation failure: order:0, mode:0xcc1(GFP_KERNEL|GFP_DMA), ${MODE}`,
      DMA,
      { ...RICH, name: 'Node 0 DMA32' },
      RICH,
    )
    expect(diagnosis.sentence).toContain('zone DMA has 4 KiB free')
    expect(diagnosis.detail).toContain(
      'Zones DMA32 and Normal are closed to it, with 1.53 GiB free: it asked for zone DMA alone (GFP_DMA).',
    )
  })

  it('are none of its matter where a movable request may use all', () => {
    const diagnosis = of(
      'kvm invoked oom-killer: gfp_mask=0x100cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0',
      LOW,
      MOVABLE,
    )
    expect(diagnosis.detail).not.toContain('closed')
    expect(diagnosis.zones.map(({ word }) => word)).toEqual(['short', 'whole'])
  })
})
