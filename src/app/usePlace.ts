import { type navigate, useHashLocation } from 'wouter/use-hash-location'

/** wouter's place in the part after `#`, without what a share link carries behind its `?`. */
export function usePlace(): [string, typeof navigate] {
  const [place, go] = useHashLocation()
  return [place.split('?')[0] ?? '/', go]
}
usePlace.hrefs = (href: string) => `#${href}`
