import { useSyncExternalStore } from 'react'

function onHashChange(listener: () => void): () => void {
  addEventListener('hashchange', listener)
  return () => removeEventListener('hashchange', listener)
}

/** `/lab` of `#/lab?script=…`. */
const readPlace = () => `/${location.hash.replace(/^#?\/?/, '').split('?')[0]}`

/** Where one is, in the part after `#`, without what a share link carries behind its `?`. */
export function usePlace(): string {
  return useSyncExternalStore(onHashChange, readPlace)
}
