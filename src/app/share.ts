// Sharing: the whole script goes into the part of the address after `#`, and from there into the
// clipboard. Nothing is sent anywhere.

import { useSimulation } from '../store/simulation.ts'

export type Shared = 'copied' | 'in-address' | 'too-long'

export async function shareScript(): Promise<Shared> {
  const { encodeLink } = await import('../store/url.ts')
  const hash = await encodeLink(useSimulation.getState().source)
  if (hash === null) return 'too-long'
  history.replaceState(history.state, '', hash)
  try {
    await navigator.clipboard.writeText(location.href)
    return 'copied'
  } catch {
    return 'in-address'
  }
}

/** What the reader is told. */
export const SHARED: Readonly<Record<Shared, string>> = {
  copied: 'Link copied. It carries the whole script, and nothing was sent anywhere.',
  'in-address':
    'The link is in the address bar: copy it from there. It carries the whole script, and nothing was sent anywhere.',
  'too-long':
    'This script is too long for a link: browsers cut addresses off past a million characters. Send it as a file instead.',
}
