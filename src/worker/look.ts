// A reading at one of its moments: the diagnosis, and what the text shows of that moment beside it.

import { diagnose } from '../core/diagnose/diagnose.ts'
import type { Diagnosis } from '../core/diagnose/diagnosis.ts'
import { labOf } from '../core/diagnose/lab.ts'
import type { IndexRow, Pagetypeinfo, Reading, ZoneinfoZone } from '../core/kernel-text/reading.ts'
import type { LabScript } from '../core/memory/lab-script.ts'
import type { Snapshot } from '../core/memory/memory.ts'
import type { Bytes } from '../core/units.ts'
import type { Moments } from './moments.ts'

/** What the page asks to see. */
export interface Question {
  /** Index of the moment; null: the last, of reports the gravest. */
  readonly moment: number | null
  /** Index of the moment to compare with; null: none. */
  readonly against: number | null
  /** null: as the text tells it, or assumed. */
  readonly pageSize: Bytes | null
}

export interface Look {
  /** −1: the text has no free lists. */
  readonly moment: number
  /** When, as the text has it. */
  readonly at: string | null
  readonly diagnosis: Diagnosis
  readonly types: Pagetypeinfo | null
  readonly zoneinfo: readonly ZoneinfoZone[]
  /** The kernel's own indices, as printed. */
  readonly unusable: readonly IndexRow[]
  readonly fragmentation: readonly IndexRow[]
  /** null: there is nothing to start from. */
  readonly lab: LabScript | null
  readonly against: (Snapshot & { readonly moment: number }) | null
}

export function lookAt(reading: Reading, moments: Moments, question: Question): Look {
  const { pageSize } = question
  const last = moments.length - 1
  const moment = Math.min(question.moment ?? moments.shown, last)
  const [text, which] = moment < 0 ? [reading, { snapshot: null }] : moments.diagnosed(moment)
  const options = { ...which, pageSize }
  const lab = labOf(text, options)
  const against = question.against === null || last < 1 ? null : Math.min(question.against, last)
  /** Tables that come as often as moments belong to them one by one; else the last one counts. */
  const ofMoment = <Table>(tables: readonly Table[]) =>
    tables.length === moments.length ? tables[moment] : tables.at(-1)
  return {
    moment,
    at: moment < 0 ? null : moments.at(moment).at,
    diagnosis: diagnose(text, options),
    types: ofMoment(reading.pagetypeinfo) ?? null,
    zoneinfo: ofMoment(reading.zoneinfo)?.zones ?? [],
    unusable: ofMoment(reading.unusableIndex)?.zones ?? [],
    fragmentation: ofMoment(reading.extfragIndex)?.zones ?? [],
    lab: lab.script === '' ? null : lab,
    against: against === null ? null : { ...moments.at(against), moment: against },
  }
}
