import { lazy, Suspense } from 'react'
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

const HistoryPicture = lazy(async () => ({
  default: (await import('../views/history/History.tsx')).History,
}))

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
  return (
    <div className="pictures">
      <Boundary what="The split tree">
        <SplitTree />
      </Boundary>
      <Boundary what="The pages">
        <PagesStrip />
      </Boundary>
      <Boundary what="The heatmap">
        <Heatmap />
      </Boundary>
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
          <History />
        </div>
      )}
    </>
  )
}

/** The right column: the kernel's own lists and numbers. */
export function Lists() {
  return (
    <div className="lab-side">
      <Boundary what="The lists">
        <FreeLists />
        <Served />
        <Indices />
        <BuddyInfo />
      </Boundary>
    </div>
  )
}
