// An action of the Linux machine in a few words: for the margin of its line and the history.

import { formatCount, type Pages, shortBytes } from '../units.ts'
import { type Course, courseOf, movedBy, pagesOfAll, toilOf } from './linux-course.ts'
import { drainedBy } from './linux-free.ts'
import { countOf, handlesOf, namesOf } from './linux-phrase.ts'
import { pageRange } from './phrase.ts'
import type { Scene } from './scene.ts'

/** `page 5`, `claims 2 Movable`, `per-CPU`, `12 moved`; null: as the textbook's. */
export function linuxMargin(scene: Scene): string | null {
  const short = (pages: Pages) => shortBytes(pages * scene.machine.config.pageSize)
  const toil = toilOf(scene.events)
  switch (scene.op) {
    case 'alloc': {
      const course = scene.failure ? null : courseOf(scene)
      const give = scene.events.find((event) => event.kind === 'give')
      if (!course || !give) return null
      const taken = pageRange(give.pfn, scene.held)
      const what = shortFallback(course) ?? shortToil(course)
      return what === null ? taken : `${taken}, ${what}`
    }
    case 'free': {
      if (!scene.events.some(({ kind }) => kind === 'pcp-put')) return null
      const drained = drainedBy(scene.events).pages
      return drained === 0 ? 'to per-CPU' : `drains ${formatCount(drained)}`
    }
    case 'compact':
      return `${formatCount(movedBy(toil))} moved`
    case 'reclaim':
      return `${short(pagesOfAll(toil.reclaimed))} back`
    case 'drain': {
      const pages = pagesOfAll(scene.events.filter((event) => event.kind === 'pcp-drain'))
      return pages === 0 ? 'nothing there' : `${short(pages)} back`
    }
    case 'set':
      return 'set'
  }
}

/** `claims Movable, order 10`; null: as the textbook's. */
export function linuxBrief(scene: Scene): string | null {
  const toil = toilOf(scene.events)
  switch (scene.op) {
    case 'alloc': {
      const course = scene.failure ? null : courseOf(scene)
      return course && allocBrief(scene, course)
    }
    case 'free': {
      if (!scene.events.some(({ kind }) => kind === 'pcp-put')) return null
      const drained = drainedBy(scene.events).pages
      return drained === 0 ? 'to a per-CPU list' : `per-CPU lists drain ${countOf(drained, 0)}`
    }
    case 'compact':
      return movedBy(toil) === 0 ? 'nothing to move' : `${countOf(movedBy(toil), 0)} moved`
    case 'reclaim':
      return toil.reclaimed.length === 0
        ? 'nothing to take back'
        : `takes back ${namesOf(scene, handlesOf(toil.reclaimed))}`
    case 'drain': {
      const pages = pagesOfAll(scene.events.filter((event) => event.kind === 'pcp-drain'))
      return pages === 0 ? 'nothing to do' : `${countOf(pages, 0)} back`
    }
    case 'set': {
      const set = scene.events.find((event) => event.kind === 'set')
      if (!set) return null
      return set.setting === 'min-free'
        ? `min-free ${shortBytes(set.value)}`
        : `extfrag-threshold ${set.value}`
    }
  }
}

function allocBrief(scene: Scene, { service, slow }: Course): string | null {
  const fallback = service.find((event) => event.kind === 'fallback')
  if (slow && slow.killed.length > 0) return `kills ${namesOf(scene, handlesOf(slow.killed))}`
  if (slow && slow.reclaimed.length > 0)
    return `reclaims ${namesOf(scene, handlesOf(slow.reclaimed))}`
  if (slow && movedBy(slow) > 0) return `after ${countOf(movedBy(slow), 0)} moved`
  if (fallback?.kind === 'fallback')
    return fallback.how === 'claim'
      ? `claims ${fallback.from}, order ${fallback.found}`
      : `steals ${fallback.from}, order ${fallback.found}`
  const taken = service.findLast((event) => event.kind === 'pcp-take')
  if (taken?.kind !== 'pcp-take') return null
  const fetched = service.filter((event) => event.kind === 'pcp-put').length
  return fetched === 0
    ? `per-CPU list ${taken.order}`
    : `per-CPU list ${taken.order}, ${countOf(fetched, taken.order)} fetched`
}

function shortFallback({ service }: Course): string | null {
  const fallback = service.find((event) => event.kind === 'fallback')
  if (fallback?.kind !== 'fallback') return null
  return `${fallback.how === 'claim' ? 'claims' : 'steals'} ${fallback.from}`
}

function shortToil({ slow }: Course): string | null {
  if (!slow) return null
  if (slow.killed.length > 0) return 'kills'
  if (slow.reclaimed.length > 0) return 'reclaims'
  return movedBy(slow) > 0 ? 'compacts' : null
}
