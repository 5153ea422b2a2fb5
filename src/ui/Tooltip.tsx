import { type CSSProperties, type ReactNode, useEffect, useState } from 'react'

const DELAY = 300
const WIDTH = 240
/** Room that it needs above its mark. */
const HEIGHT = 76

interface TooltipProps {
  /** What it is about; a new key starts the wait anew. null: nothing. */
  readonly about: string | null
  /** The middle and the upper edge of what it stands over, in pixels of the picture that is its parent. */
  readonly x: number
  readonly y: number
  /** Its lower edge: what it stands under where there is no room above. */
  readonly bottom: number
  /** Width of that picture. */
  readonly within: number
  readonly children: ReactNode
}

/** Stands above its mark after a moment; Escape takes it away. What it says is said elsewhere too. */
export function Tooltip({ about, x, y, bottom, within, children }: TooltipProps) {
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => {
    if (about === null) return setShown(null)
    const timer = setTimeout(() => setShown(about), DELAY)
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setShown(null)
    }
    addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(timer)
      removeEventListener('keydown', onKeyDown)
    }
  }, [about])
  if (about === null || shown !== about) return null
  const isBelow = y < HEIGHT
  const left = Math.min(Math.max(x - WIDTH / 2, 4), Math.max(4, within - WIDTH - 4))
  return (
    <div
      className="tip"
      aria-hidden="true"
      data-below={isBelow}
      style={{ left, top: isBelow ? bottom : y, width: WIDTH }}
    >
      <div className="tip-card" style={{ '--tip-x': `${x - left}px` } as CSSProperties}>
        {children}
      </div>
    </div>
  )
}
