// What the settings mean together: the policy's presets under the explicit settings, defaults,
// zones one after the other, and whether all of it can be one machine.

import type { Fit, MachineConfig, Placement, Policy } from '../buddy/config.ts'
import { type ErrorList, quote } from './errors.ts'
import { MAX_PAGE_SIZE } from './limits.ts'
import type { Setting, SettingKey, Size, Span } from './script.ts'
import { bytesOf, pagesOf, printSize, sizeFault } from './size.ts'
import { resolveZones, zoneLines } from './zones.ts'

const DEFAULT_PAGE_SIZE = 4096
const DEFAULT_MAX_ORDER = 10
const DEFAULT_PAGEBLOCK_ORDER = 9
const DEFAULT_EXTFRAG_THRESHOLD = 500

interface Preset {
  readonly fit: Fit
  readonly placement: Placement
  /** Grouping, per-CPU lists and watermarks: all or none. */
  readonly kernelOn: boolean
}

const PRESETS: Readonly<Record<Policy, Preset>> = {
  textbook: { fit: 'round', placement: 'lowest', kernelOn: false },
  article: { fit: 'exact', placement: 'lowest', kernelOn: false },
  linux: { fit: 'round', placement: 'lifo', kernelOn: true },
}

export interface Machine {
  readonly config: MachineConfig
  readonly zonesAt: readonly Span[]
  /** Keys whose value could not be read: what depends on them is not judged. */
  readonly broken: ReadonlySet<SettingKey>
}

/** Settings by key; `zone` may stand often, everything else once. */
type Given = { readonly [K in SettingKey]?: Setting & { readonly key: K } }

/**
 * Resolves the settings; whatever is wrong is reported, and the machine is then only good for
 * judging the rest of the script. `unread` are the keys of lines that could not be read; `start` is
 * where a missing setting is told.
 */
export function resolveMachine(
  settings: readonly Setting[],
  unread: ReadonlySet<SettingKey>,
  start: Span,
  errors: ErrorList,
): Machine {
  const broken = new Set(unread)
  const given = onlyOnce(settings, errors)
  const fail = (key: SettingKey, at: Span, message: string) => {
    broken.add(key)
    errors.add(at, message)
  }

  const pageSize = resolvePageSize(given['page-size'], fail)
  const maxOrder = given['max-order']?.value ?? DEFAULT_MAX_ORDER
  const pageblockOrder =
    given['pageblock-order']?.value ?? Math.min(DEFAULT_PAGEBLOCK_ORDER, maxOrder)
  if (given['pageblock-order'] && pageblockOrder > maxOrder && !broken.has('max-order'))
    fail(
      'pageblock-order',
      given['pageblock-order'].at,
      `pageblock-order ${pageblockOrder} is above max-order ${maxOrder}: at most ${maxOrder}`,
    )
  const policy = given.policy?.value ?? 'textbook'
  const preset = PRESETS[policy]
  const grouping = given.grouping?.on ?? preset.kernelOn
  const isGroupingSure = !broken.has('grouping') && !broken.has('policy')

  const lines = zoneLines(settings, start, broken, errors)
  const zones = broken.has('page-size')
    ? []
    : resolveZones(lines, pageSize, broken.has('max-order') ? null : maxOrder, broken, errors)
  if (!grouping && isGroupingSure)
    for (const line of lines)
      for (const list of line.free ?? [])
        if (list.type !== null)
          errors.add(
            list.at,
            'free blocks by type need "grouping on": without it, write free C0 C1 …',
          )

  const minFree = given['min-free']
  const config: MachineConfig = {
    pageSize,
    maxOrder,
    pageblockOrder,
    policy,
    kernel: given.kernel?.value ?? '6.18',
    fit: given.fit?.value ?? preset.fit,
    placement: given.placement?.value ?? preset.placement,
    grouping,
    pcp: given.pcp?.on ?? preset.kernelOn,
    pcpBatch: given.pcp?.batch ?? null,
    pcpHigh: given.pcp?.high ?? null,
    watermarks: given.watermarks?.on ?? preset.kernelOn,
    areMarksTooLarge: false,
    minFree: minFree ? resolveMinFree(minFree.size, pageSize, errors) : null,
    extfragThreshold: given['extfrag-threshold']?.value ?? DEFAULT_EXTFRAG_THRESHOLD,
    zones: zones.map((zone) => zone.config),
  }
  return { config, zonesAt: zones.map((zone) => zone.at), broken }
}

function onlyOnce(settings: readonly Setting[], errors: ErrorList): Given {
  const given: Partial<Record<SettingKey, Setting>> = {}
  for (const setting of settings) {
    const before = given[setting.key]
    if (!before) given[setting.key] = setting
    else if (setting.key !== 'zone')
      errors.add(
        setting.at,
        `${setting.key} stands on line ${before.at.line} already: once is enough`,
      )
  }
  return given as Given
}

function resolvePageSize(
  setting: Given['page-size'],
  fail: (key: SettingKey, at: Span, message: string) => void,
): number {
  if (!setting) return DEFAULT_PAGE_SIZE
  const { size, key } = setting
  const text = quote(printSize(size.unit, size.amount.text))
  if (size.unit === 'pages' || size.unit === 'order') {
    fail(key, size.at, `page-size is in bytes, found ${text}: page-size 4K`)
    return DEFAULT_PAGE_SIZE
  }
  const bytes = bytesOf(size.unit, size.amount.text, 1)
  const isPower = bytes > 0 && bytes <= MAX_PAGE_SIZE && Number.isInteger(Math.log2(bytes))
  if (!isPower)
    fail(key, size.at, `page-size is a power of two, 1 to 1G, found ${text}: page-size 4K`)
  return isPower ? bytes : DEFAULT_PAGE_SIZE
}

/** vm.min_free_kbytes in bytes, the next whole page up. */
function resolveMinFree(size: Size, pageSize: number, errors: ErrorList): number {
  const pages = pagesOf(size.unit, size.amount.text, pageSize)
  if (pages === Number.POSITIVE_INFINITY)
    errors.add(size.at, sizeFault(pages, printSize(size.unit, size.amount.text)) ?? '')
  return pages * pageSize
}
