import { useCallback, useEffect, useRef } from 'react'

/**
 * Puts an action off until no pointer presses any more: what moves under a press takes the click away
 * from what was pressed. Without a press it comes at once.
 */
export function usePressEnd(): (action: () => void) => void {
  const isPressed = useRef(false)
  const waiting = useRef<(() => void) | null>(null)
  useEffect(() => {
    const onDown = () => {
      isPressed.current = true
    }
    const onUp = () => {
      isPressed.current = false
      const action = waiting.current
      waiting.current = null
      if (action) setTimeout(action) // after the click
    }
    addEventListener('pointerdown', onDown, true)
    addEventListener('pointerup', onUp, true)
    addEventListener('pointercancel', onUp, true)
    return () => {
      removeEventListener('pointerdown', onDown, true)
      removeEventListener('pointerup', onUp, true)
      removeEventListener('pointercancel', onUp, true)
    }
  }, [])
  return useCallback((action) => {
    if (isPressed.current) waiting.current = action
    else action()
  }, [])
}
