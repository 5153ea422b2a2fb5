import { useHashLocation } from 'wouter/use-hash-location'

/** Where one is, in the part after `#`, without what a share link carries behind its `?`. */
export function usePlace(): string {
  const [place] = useHashLocation()
  return place.split('?')[0] ?? '/'
}
