import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'

const KINDS = [
  { command: 'cat /proc/buddyinfo', shows: 'free blocks of each zone, by order' },
  { command: 'sudo cat /proc/pagetypeinfo', shows: 'the same by migratetype, and the pageblocks' },
  { command: 'cat /proc/zoneinfo', shows: 'free pages and watermarks' },
  {
    command: 'sudo cat /sys/kernel/debug/extfrag/extfrag_index',
    shows: "the kernel's own indices; unusable_index too",
  },
  {
    command: "dmesg | grep -A 60 'page allocation failure'",
    shows: 'failed requests and OOM kills, with the free lists that they print',
  },
  {
    command: 'trace-cmd report',
    shows: 'mm_page_alloc_extfrag and page events, of ftrace, perf or JSON',
  },
  { command: 'curl localhost:9100/metrics', shows: 'node_buddyinfo_blocks of node_exporter' },
]

/** Where nothing was found: what would be. */
export function WhatIsRead() {
  const isNothing = usePaste(({ overview }) => overview?.found.length === 0)
  if (!isNothing) return null
  return (
    <Section title="What can be read" note="alone, or anywhere in a longer text">
      <dl className="kinds">
        {KINDS.map(({ command, shows }) => (
          <div key={command}>
            <dt className="mono">{command}</dt>
            <dd>{shows}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
