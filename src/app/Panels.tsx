import { lazy, Suspense } from 'react'
import { useSimulation } from '../store/simulation.ts'
import { useView } from '../store/view.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { SplitTree } from '../views/buddy-tree/SplitTree.tsx'
import { BuddyInfo } from '../views/buddyinfo/BuddyInfo.tsx'
import { FreeLists } from '../views/free-lists/FreeLists.tsx'
import { Heatmap } from '../views/heatmap/Heatmap.tsx'
import { Indices } from '../views/indices/Indices.tsx'
import { PagesStrip } from '../views/pages/PagesStrip.tsx'
import { ScriptEditor } from '../views/script-editor/ScriptEditor.tsx'
import { Served } from '../views/served/Served.tsx'
import { SmallSteps } from '../views/small-steps/SmallSteps.tsx'
import { MiddleHead } from './MiddleHead.tsx'

const HistoryPicture = lazy(() =>
  import('../views/history/History.tsx').then((m) => ({ default: m.History })),
)

/** What only the Linux machine shows comes with the first script that has one. */
const LinuxPictures = lazy(() =>
  import('./LinuxPanels.tsx').then((m) => ({ default: m.LinuxPictures })),
)
const LinuxFiles = lazy(() => import('./LinuxPanels.tsx').then((m) => ({ default: m.LinuxFiles })))
const LinuxServed = lazy(() =>
  import('./LinuxPanels.tsx').then((m) => ({ default: m.LinuxServed })),
)
const LinuxLists = lazy(() => import('./LinuxPanels.tsx').then((m) => ({ default: m.LinuxLists })))

/** Whether the script's machine has something of Linux: grouping, per-CPU lists, watermarks. */
export const useIsLinux = () => useSimulation((state) => Boolean(state.view?.frame.linux))

/** The whole run in one picture; loaded when it is first asked for. */
export function History() {
  return (
    <Boundary what="The history">
      <Suspense>
        <HistoryPicture />
      </Suspense>
    </Boundary>
  )
}

const Comparison = lazy(() =>
  import('../views/compare/Compare.tsx').then((m) => ({ default: m.Compare })),
)

/** The left column: the script, and the action that it is at taken apart. */
export function ScriptPanel() {
  return (
    <div className="lab-editor">
      <ScriptEditor />
      <SmallSteps />
    </div>
  )
}

/** Memory as it is at this step: three pictures on one axis of addresses. */
export function StepPictures() {
  const isLinux = useIsLinux()
  const pictures = (
    <>
      <Boundary what="The split tree">
        <SplitTree />
      </Boundary>
      <Boundary what="The pages">
        <PagesStrip />
      </Boundary>
      <Boundary what="The heatmap">
        <Heatmap />
      </Boundary>
    </>
  )
  return (
    <div className="pictures" data-stays={isLinux ? '' : undefined}>
      {isLinux ? (
        <Suspense>
          <LinuxPictures>{pictures}</LinuxPictures>
        </Suspense>
      ) : (
        pictures
      )}
    </div>
  )
}

/** The middle: memory at this step, or over the whole run. */
export function Pictures() {
  const picture = useView((state) => state.picture)
  return (
    <>
      <MiddleHead />
      {picture === 'step' ? (
        <StepPictures />
      ) : (
        <div className="pictures">
          {picture === 'history' ? (
            <History />
          ) : (
            <Boundary what="The comparison">
              <Suspense>
                <Comparison />
              </Suspense>
            </Boundary>
          )}
        </div>
      )}
    </>
  )
}

/** The right column: the kernel's own lists and numbers. */
export function Lists() {
  const isLinux = useIsLinux()
  return (
    <div className="lab-side">
      <Boundary what="The lists">
        <FirstLists />
        <ServedNow />
        <Indices />
        <BuddyInfo />
        {isLinux && (
          <Suspense>
            <LinuxFiles />
          </Suspense>
        )}
      </Boundary>
    </div>
  )
}

/** Which orders could be served at this step, on a machine with marks by them too. */
export function ServedNow() {
  return useIsLinux() ? (
    <Suspense>
      <LinuxServed />
    </Suspense>
  ) : (
    <Served />
  )
}

/** The free lists; of the Linux machine all that the kernel keeps beside them. */
export function FirstLists() {
  return useIsLinux() ? (
    <Suspense>
      <LinuxLists />
    </Suspense>
  ) : (
    <FreeLists />
  )
}
