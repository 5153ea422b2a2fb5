// Findings that say of one zone what others say of another, told once: a machine of 64 nodes has 64 zones of the same
// trouble, and each for itself hides what else there is.

import type { Finding } from './diagnosis.ts'
import type { Scene } from './scene.ts'
import { alikeBy } from './told-groups.ts'
import { capitalise, countOf, zoneName } from './words.ts'

/** As many stand for themselves. */
const FEW = 3

export function tellAlikeOnce(findings: readonly Finding[], scene: Scene): Finding[] {
  const groups = alikeBy(findings, (finding) => keyOf(finding, scene) ?? finding)
  const many = [...groups.values()].filter((alike) => alike.length > FEW)
  return findings.flatMap((finding) => {
    const alike = many.find((group) => group.includes(finding))
    if (!alike) return [finding]
    return alike[0] === finding ? [together(alike, scene)] : []
  })
}

/** Its words without the zone and the numbers; null: it is about no single zone, or about a report. */
function keyOf(finding: Finding, scene: Scene): string | null {
  if (finding.node === null || finding.zone === null || finding.line !== undefined) return null
  const words = withoutZone(finding, scene).replace(
    /[\d\u202f.]+ (?:B|[KMGTP]iB)|[\d\u202f.]+/g,
    '#',
  )
  return `${finding.id} ${finding.tone} ${words}`
}

function nameOf({ node, zone }: Finding, scene: Scene): string {
  return zoneName({ node: node ?? 0, zone: zone ?? '' }, scene)
}

/** `§ has nothing at orders 9 and 10 …`. */
function withoutZone(finding: Finding, scene: Scene): string {
  const name = nameOf(finding, scene)
  return finding.fact.replaceAll(capitalise(name), '§').replaceAll(name, '§')
}

function together(alike: readonly Finding[], scene: Scene): Finding {
  const [first] = alike as [Finding]
  const zones = countOf(alike.length, 'zone')
  const said = withoutZone(first, scene)
  const isSame = alike.every((one) => withoutZone(one, scene) === said)
  const isSameWhy = alike.every(({ why }) => why === first.why)
  const each = said.startsWith('§ ') && !said.includes('§', 1) ? said.slice(1) : null
  return {
    ...first,
    fact:
      isSame && each !== null
        ? `${zones}: each${each}`
        : `${zones} like this one: ${first.fact.replace(/^./, (letter) => letter.toLowerCase())}`,
    why: isSameWhy ? first.why : `Of ${nameOf(first, scene)}: ${first.why}`,
    arithmetic: alike.map((one) => lineOf(one, scene, isSame, isSameWhy)),
    node: null,
    zone: null,
  }
}

/** What sets it apart from the others. */
function lineOf(one: Finding, scene: Scene, isSame: boolean, isSameWhy: boolean): string {
  if (!isSame) return one.fact
  return `${nameOf(one, scene)}: ${isSameWhy ? (one.arithmetic[0] ?? 'the same') : one.why}`
}
