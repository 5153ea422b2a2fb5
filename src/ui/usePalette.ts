import { useSyncExternalStore } from 'react'
import { type Palette, readPalette } from './palette.ts'

let current: Palette | null = null
const listeners = new Set<() => void>()
let stopWatching: (() => void) | null = null

/** The palette of the theme that is shown. */
export function palette(): Palette {
  current ??= readPalette(getComputedStyle(document.documentElement))
  return current
}

export function usePalette(): Palette {
  return useSyncExternalStore(onPaletteChange, palette)
}

/** Calls back whenever the theme changes; gives back how to stop. */
export function onPaletteChange(listener: () => void): () => void {
  listeners.add(listener)
  stopWatching ??= watchTheme()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    stopWatching?.()
    stopWatching = null
    current = null
  }
}

function watchTheme(): () => void {
  const onChange = () => {
    current = null
    for (const listener of listeners) listener()
  }
  const system = matchMedia('(prefers-color-scheme: dark)')
  const theme = new MutationObserver(onChange)
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  system.addEventListener('change', onChange)
  return () => {
    theme.disconnect()
    system.removeEventListener('change', onChange)
  }
}
