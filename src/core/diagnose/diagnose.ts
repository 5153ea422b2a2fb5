// From what was read to what is said of it: scene → verdicts and causes → findings → advice.

import type { Reading } from '../kernel-text/reading.ts'
import { adviceFor } from './advice.ts'
import { caseOf } from './case.ts'
import type { DiagnoseOptions, Diagnosis } from './diagnosis.ts'
import { findingsOf } from './findings.ts'
import { sceneOf } from './scene.ts'
import { sentenceOf } from './sentence.ts'

export function diagnose(reading: Reading, options: DiagnoseOptions): Diagnosis {
  const scene = sceneOf(reading, options)
  const of = caseOf(scene)
  const findings = findingsOf(of)
  const { sentence, detail } = sentenceOf(of, findings)
  return {
    sentence,
    detail,
    pageSize: scene.pageSize,
    pageblock: scene.pageblock,
    zonesFrom: scene.zonesFrom,
    zones: of.verdicts,
    findings,
    next: adviceFor(of),
  }
}
