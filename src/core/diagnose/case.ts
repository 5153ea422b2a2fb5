// What every finding and every advice is drawn from: the scene, the zones' verdicts, the failures' causes.

import type { Report } from '../kernel-text/reading.ts'
import { answersOf } from './answer.ts'
import { type Cause, causeOf } from './cause.ts'
import type { Advice, Finding, ZoneVerdict } from './diagnosis.ts'
import { gravestOf, isCgroupKill, isLoneKill, isOrderedKill } from './gravity.ts'
import type { Scene } from './scene.ts'
import { zoneVerdict } from './zone-verdict.ts'

export interface Case {
  readonly scene: Scene
  readonly verdicts: readonly ZoneVerdict[]
  /** In the order of the text; of many reports the last. Kills for a cgroup's limit are not among them. */
  readonly causes: readonly Cause[]
  readonly cgroupKills: readonly Report[]
  /** Kills of which no request is told: one that was asked for by hand, or whose report is not in the text. */
  readonly bareKills: readonly Report[]
  /** The report that the verdict tells of, whose zones are shown; null: no report tells what was asked for. */
  readonly leader: Report | null
}

export type FindingRule = (of: Case) => readonly Finding[]
export type AdviceRule = (of: Case) => readonly Advice[]

/** Reports that are looked into. */
const MOST_REPORTS = 200

export function caseOf(scene: Scene): Case {
  const answer = answersOf(scene)
  const { reports } = scene.reading
  const last = reports.slice(-MOST_REPORTS)
  const shown = scene.report
  // A grave one before many others is not lost.
  const looked = shown && !last.includes(shown) ? [shown, ...last] : last
  const cgroupKills = looked.filter(isCgroupKill)
  const causes = looked.flatMap((report) => {
    const isTold = report.kind !== null && !isCgroupKill(report)
    const cause = isTold ? causeOf(scene, report) : null
    return cause ? [cause] : []
  })
  const bareKills = looked.filter((one) => isOrderedKill(one) || isLoneKill(one))
  const told = [...causes.map(({ report }) => report), ...cgroupKills, ...bareKills]
  return {
    scene,
    verdicts: scene.zones.map((zone) => zoneVerdict(scene, zone, answer)),
    causes,
    cgroupKills,
    bareKills,
    // Zones and sentence are of one report.
    leader: shown && told.includes(shown) ? shown : gravestOf(byLine(told)),
  }
}

function byLine(reports: readonly Report[]): Report[] {
  return [...reports].sort((a, b) => a.line - b.line)
}
