import { Boundary } from '../ui/Boundary.tsx'
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

/** What is said of the text, from the sentence to the figures. */
export function InspectReport({ onOpenLab }: InspectReportProps) {
  return (
    <>
      <Boundary what="The verdict">
        <Verdict />
        <UnreadLines />
        <WhatIsRead />
        <Findings />
      </Boundary>
      <Boundary what="The pictures">
        <OverTime />
        <div className="two">
          <FreeBySize />
          <IndexChart />
        </div>
        <OrderHeatmap />
        <div className="two">
          <TypeLists />
          <Pageblocks />
        </div>
        <Fallbacks />
        <PageEvents />
        <Watermarks />
        <Reports />
        <Advice onOpenLab={onOpenLab} />
      </Boundary>
      <Boundary what="The table">
        <ZoneTables />
      </Boundary>
    </>
  )
}
