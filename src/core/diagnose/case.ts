// What every finding and every advice is drawn from: the scene, the zones' verdicts, the failures' causes.

import { answersOf } from './answer.ts'
import { type Cause, causeOf } from './cause.ts'
import type { Advice, Finding, ZoneVerdict } from './diagnosis.ts'
import type { Scene } from './scene.ts'
import { zoneVerdict } from './zone-verdict.ts'

export interface Case {
  readonly scene: Scene
  readonly verdicts: readonly ZoneVerdict[]
  /** In the order of the text; of many reports the last. */
  readonly causes: readonly Cause[]
}

export type FindingRule = (of: Case) => readonly Finding[]
export type AdviceRule = (of: Case) => readonly Advice[]

/** Reports that are looked into. */
const MOST_REPORTS = 200

export function caseOf(scene: Scene): Case {
  const answer = answersOf(scene)
  return {
    scene,
    verdicts: scene.zones.map((zone) => zoneVerdict(scene, zone, answer)),
    causes: scene.reading.reports.slice(-MOST_REPORTS).flatMap((report) => {
      const cause = report.kind === null ? null : causeOf(scene, report)
      return cause ? [cause] : []
    }),
  }
}
