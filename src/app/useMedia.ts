import { useCallback, useSyncExternalStore } from 'react'

/** Below this the Lab shows one thing at a time (narrow.css has the same). */
export const PHONE = '(width < 560px)'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', onChange)
      return () => media.removeEventListener('change', onChange)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
