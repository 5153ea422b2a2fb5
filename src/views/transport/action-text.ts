import type { ActionRow } from '../../core/run/summary.ts'

/** The action as its script has it, in short: `alloc D 4K`, `free B`, `compact`. */
export function actionText({ op, label }: Pick<ActionRow, 'op' | 'label'>): string {
  return op === 'alloc' ? `alloc ${label}` : label
}
