import { useState } from 'react'

/** Whether all of a long list was asked for, and the way to ask: of `subject`, not of what is shown after it. */
export function useWhole(subject: unknown): readonly [isWhole: boolean, ask: () => void] {
  const [asked, setAsked] = useState<{ readonly of: unknown } | null>(null)
  return [asked !== null && asked.of === subject, () => setAsked({ of: subject })]
}
