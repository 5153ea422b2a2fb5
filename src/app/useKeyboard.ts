import { useEffect } from 'react'
import { byHand, togglePlay } from '../store/playback.ts'
import {
  goToEnd,
  goToStart,
  smallStepBack,
  smallStepForward,
  stepBack,
  stepForward,
} from '../store/simulation.ts'
import { commandFor, type Focus, type KeyCommand } from './keys.ts'

/** Listens to the keys of the whole page; `?` asks for the list of keys. */
export function useKeyboard(showKeys: () => void): void {
  useEffect(() => {
    const does: Record<KeyCommand, () => void> = {
      'step-forward': byHand(stepForward),
      'step-back': byHand(stepBack),
      'small-step-forward': byHand(smallStepForward),
      'small-step-back': byHand(smallStepBack),
      start: byHand(goToStart),
      end: byHand(goToEnd),
      play: togglePlay,
      keys: showKeys,
    }
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return
      const command = commandFor(event, focusOf(event.target))
      if (!command) return
      event.preventDefault()
      if (command !== 'play' || !event.repeat) does[command]()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [showKeys])
}

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'nothing'
  if (target.closest('dialog, [popover], [role=menu], [role=listbox]')) return 'everything'
  if (target instanceof HTMLInputElement && target.type === 'range') return 'range'
  if (target.isContentEditable || target.matches('input, textarea, select')) return 'everything'
  if (target.closest('button, summary, [role=button]')) return 'button'
  const isScroller = target.tabIndex >= 0 && target.scrollHeight > target.clientHeight
  return isScroller && target !== document.body ? 'scroller' : 'nothing'
}
