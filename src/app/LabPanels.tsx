import { type Pane, useView } from '../store/view.ts'
import { Tabs } from '../ui/Tabs.tsx'
import { SmallSteps } from '../views/small-steps/SmallSteps.tsx'
import { Scrubber } from '../views/timeline/Scrubber.tsx'
import { Timeline } from '../views/timeline/Timeline.tsx'
import { Counter } from '../views/transport/Counter.tsx'
import { Speed } from '../views/transport/Speed.tsx'
import { Transport } from '../views/transport/Transport.tsx'
import { WhatHappened } from '../views/what-happened/WhatHappened.tsx'
import {
  FirstLists,
  History,
  Lists,
  Pictures,
  ScriptPanel,
  ServedNow,
  StepPictures,
  useIsLinux,
} from './Panels.tsx'
import { PHONE, useMedia } from './useMedia.ts'

const PHONE_TABS: readonly { readonly value: Pane; readonly label: string }[] = [
  { value: 'picture', label: 'Picture' },
  { value: 'script', label: 'Script' },
  { value: 'lists', label: 'Lists' },
  { value: 'time', label: 'Time' },
]
const PANEL = 'lab-panel'

const showPane = (pane: Pane) => useView.setState({ pane })

/** Write a script, step through it, see memory. */
export function LabPanels() {
  return useMedia(PHONE) ? <PhoneLab /> : <DeskLab />
}

function DeskLab() {
  const pane = useView((state) => (state.pane === 'script' ? 'script' : 'picture'))
  return (
    <main className="lab" data-pane={pane}>
      <Tabs
        label="Panels"
        tabs={PHONE_TABS.slice(0, 2)}
        value={pane}
        onChange={showPane}
        panel={PANEL}
      />
      <div id={PANEL} className="lab-body">
        <ScriptPanel />
        <div className="lab-stage">
          <div className="lab-middle">
            <Pictures />
            <WhatHappened />
          </div>
          <Lists />
        </div>
      </div>
      <section aria-label="Timeline" className="dock">
        <div className="dock-transport">
          <Transport />
          <Counter />
          <Speed />
        </div>
        <Timeline />
      </section>
    </main>
  )
}

function PhoneLab() {
  const pane = useView((state) => state.pane)
  return (
    <main className="lab" data-pane={pane}>
      <Tabs label="Panels" tabs={PHONE_TABS} value={pane} onChange={showPane} panel={PANEL} />
      <div id={PANEL} className="lab-pane">
        {pane === 'picture' && <PicturePane />}
        {pane === 'script' && <ScriptPanel />}
        {pane === 'lists' && <Lists />}
        {pane === 'time' && <TimePane />}
      </div>
      <section aria-label="Timeline" className="dock">
        <Scrubber />
        <Transport />
      </section>
    </main>
  )
}

function PicturePane() {
  // The Linux machine's pictures are screens long: what happened is said before them.
  const isLong = useIsLinux()
  return (
    <>
      {isLong && <WhatHappened />}
      <StepPictures />
      {!isLong && <WhatHappened />}
      <div className="lab-side">
        <FirstLists />
        <ServedNow />
      </div>
      <SmallSteps />
    </>
  )
}

/** The run as a whole: over its steps, and every step of it. */
function TimePane() {
  return (
    <>
      <div className="time-head">
        <Counter />
        <Speed />
      </div>
      <Timeline hasScrubber={false} />
      <h2 className="px-4 pt-4">History</h2>
      <History />
    </>
  )
}
