import { useEffect } from 'react'
import { openAddress, usePaste } from '../store/paste.ts'

/**
 * A link's text is opened when one comes to the page and when a link is pasted over the address. As
 * soon as another text is shown, the address no longer carries the first one: a link that is copied
 * from it would show what is not here.
 */
export function useInspectAddress(): void {
  useEffect(() => {
    let carried: string | null = null
    const open = async () => {
      if (await openAddress(location.hash)) carried = usePaste.getState().text
    }
    const stop = usePaste.subscribe(({ text }) => {
      if (carried === null || text === carried) return
      carried = null
      history.replaceState(history.state, '', '#/inspect')
    })
    void open()
    addEventListener('hashchange', open)
    return () => {
      stop()
      removeEventListener('hashchange', open)
    }
  }, [])
}
