import { useEffect, useState } from 'react'

/**
 * Counts from 0 to `last`, a step a task: what is large is mounted part by part, and the page answers
 * in between.
 */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0)
  useEffect(() => {
    if (stage >= last) return
    const timer = setTimeout(() => setStage(stage + 1))
    return () => clearTimeout(timer)
  }, [stage, last])
  return stage
}
