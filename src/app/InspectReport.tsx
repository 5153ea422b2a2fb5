import { Boundary } from '../ui/Boundary.tsx'
import { useStages } from '../ui/useStages.ts'
import { Advice } from '../views/advice/Advice.tsx'
import { Fallbacks } from '../views/fallbacks/Fallbacks.tsx'
import { Findings } from '../views/findings/Findings.tsx'
import { FreeBySize } from '../views/free-by-size/FreeBySize.tsx'
import { IndexChart } from '../views/index-chart/IndexChart.tsx'
import { OrderHeatmap } from '../views/order-heatmap/OrderHeatmap.tsx'
import { OverTime } from '../views/over-time/OverTime.tsx'
import { PageEvents } from '../views/page-events/PageEvents.tsx'
import { Pageblocks } from '../views/pageblocks/Pageblocks.tsx'
import { Reports } from '../views/reports/Reports.tsx'
import { TypeLists } from '../views/type-lists/TypeLists.tsx'
import { UnreadLines } from '../views/unread-lines/UnreadLines.tsx'
import { Verdict } from '../views/verdict/Verdict.tsx'
import { Watermarks } from '../views/watermarks/Watermarks.tsx'
import { WhatIsRead } from '../views/what-is-read/WhatIsRead.tsx'
import { ZoneTables } from '../views/zone-tables/ZoneTables.tsx'

interface InspectReportProps {
  readonly onOpenLab: (script: string, notes: readonly string[]) => void
}

const STAGES = 5

/**
 * What is said of the text, from the sentence to the figures. It is built in stages, each a short task, and
 * shown when it is whole: whoever reads the verdict finds the tables too.
 */
export function InspectReport({ onOpenLab }: InspectReportProps) {
  const stage = useStages(STAGES)
  return (
    <div className="report" data-whole={stage === STAGES}>
      <Boundary what="The verdict">
        <Verdict />
        <UnreadLines />
        <WhatIsRead />
        <Findings />
      </Boundary>
      <Boundary what="The pictures">
        {stage >= 1 && <OverTime />}
        {stage >= 2 && (
          <div className="two">
            <FreeBySize />
            <IndexChart />
          </div>
        )}
        {stage >= 3 && <OrderHeatmap />}
        {stage >= 4 && (
          <>
            <div className="two">
              <TypeLists />
              <Pageblocks />
            </div>
            <Fallbacks />
            <PageEvents />
            <Watermarks />
            <Reports />
            <Advice onOpenLab={onOpenLab} />
          </>
        )}
      </Boundary>
      <Boundary what="The table">{stage >= STAGES && <ZoneTables />}</Boundary>
    </div>
  )
}
