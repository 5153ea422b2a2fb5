import '../styles/linux.css'
import '../styles/linux-side.css'
import type { ReactNode } from 'react'
import type { MachineConfig } from '../core/buddy/config.ts'
import type { BuddyEvent } from '../core/buddy/event.ts'
import { useSimulation } from '../store/simulation.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Scroller } from '../ui/Scroller.tsx'
import { Fallback } from '../views/fallback/Fallback.tsx'
import { FreeLists } from '../views/free-lists/FreeLists.tsx'
import { KernelFiles } from '../views/kernel-files/KernelFiles.tsx'
import { MarksGauge } from '../views/marks-gauge/MarksGauge.tsx'
import { PageblockBand } from '../views/pageblock-band/PageblockBand.tsx'
import { PcpLists } from '../views/pcp-lists/PcpLists.tsx'
import { answerOnLinux } from '../views/served/linux-answer.ts'
import { Served } from '../views/served/Served.tsx'
import { Simplified } from '../views/simplified/Simplified.tsx'
import { SlowPath } from '../views/slow-path/SlowPath.tsx'
import { TypeMatrix } from '../views/type-matrix/TypeMatrix.tsx'
import { ZoneStrip } from '../views/zone-strip/ZoneStrip.tsx'
import { PHONE, useMedia } from './useMedia.ts'

type Has = (config: MachineConfig) => boolean

/** What the machine of the script has; nothing before the first run. */
function useHas(has: Has): boolean {
  return useSimulation((state) => state.run !== null && has(state.run.config))
}

interface LinuxPicturesProps {
  /** The pictures that every machine has. */
  readonly children: ReactNode
}

/** Zones, pageblocks and lists by type, over the pictures of every machine. */
export function LinuxPictures({ children }: LinuxPicturesProps) {
  const hasZones = useHas(({ zones }) => zones.length > 1)
  const isGrouped = useHas(({ grouping }) => grouping)
  return (
    <Boundary what="The Linux machine">
      {hasZones && <ZoneStrip />}
      {isGrouped && <PageblockBand />}
      {isGrouped && <TypeMatrix />}
      {children}
      <Simplified />
    </Boundary>
  )
}

/** Marks and lists; on a phone what the step did besides, which has a place of its own elsewhere. */
export function LinuxLists() {
  const hasMarks = useHas(({ watermarks }) => watermarks)
  const hasPcp = useHas(({ pcp }) => pcp)
  const isGrouped = useHas(({ grouping }) => grouping)
  const isPhone = useMedia(PHONE)
  return (
    <>
      {hasMarks && <MarksGauge />}
      {!isGrouped && <FreeLists />}
      {hasPcp && <PcpLists />}
      {isPhone && <OfThisStep />}
    </>
  )
}

/** What some steps have and others have not stands where it moves nothing else. */
function OfThisStep() {
  const isThere = useSimulation(
    ({ view }) => view?.events.some(({ event }) => OF_STEPS.includes(event.kind)) ?? false,
  )
  return isThere ? (
    <div className="side-now">
      <Scroller label="The way of this request">
        <SlowPath />
        <Fallback />
      </Scroller>
    </div>
  ) : null
}

const OF_STEPS: readonly BuddyEvent['kind'][] = ['slow-path', 'fallback']

/** Which orders could be served, by the marks too. */
export function LinuxServed() {
  return (
    <Served answer={answerOnLinux}>
      <p>As GFP_KERNEL asks, before any reclaim or compaction.</p>
    </Served>
  )
}

/** The machine as the kernel's own text, after all that is drawn of it. */
export function LinuxFiles() {
  const isPhone = useMedia(PHONE)
  return (
    <>
      <KernelFiles />
      {!isPhone && <OfThisStep />}
    </>
  )
}
