// Sharing: the whole script goes into the part of the address after `#`, and from there into the
// clipboard. Nothing is sent anywhere. Fetched when somebody shares.

import { useSimulation } from '../store/simulation.ts'
import { encodeLink } from '../store/url.ts'

/** What became of the link, as the reader is told. */
export interface Shared {
  readonly text: string
  /** No address holds the script: it is to be saved as a file instead. */
  readonly isTooLong: boolean
}

export async function shareScript(): Promise<Shared> {
  const hash = await encodeLink(useSimulation.getState().source)
  if (hash === null)
    return {
      text: 'This script is too long for a link: browsers cut addresses off past a million characters. Send it as a file instead.',
      isTooLong: true,
    }
  history.replaceState(history.state, '', hash)
  const carries = 'It carries the whole script, and nothing was sent anywhere.'
  try {
    await navigator.clipboard.writeText(location.href)
    return { text: `Link copied. ${carries}`, isTooLong: false }
  } catch {
    return {
      text: `The link is in the address bar: copy it from there. ${carries}`,
      isTooLong: false,
    }
  }
}
