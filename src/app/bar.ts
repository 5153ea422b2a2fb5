import type { MenuItem } from '../ui/Menu.tsx'

/** What a place puts into the top bar. */
export interface Bar {
  /** null: the place says elsewhere what it is about. */
  readonly title: string | null
  /** Asked for when the menu opens. */
  readonly examples: () => Promise<readonly MenuItem[]>
  readonly open: () => void
  /** Left out where there is nothing to save. */
  readonly save?: () => void
  readonly share: () => void
  readonly showKeys: () => void
}
