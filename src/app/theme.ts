// Light and dark: the system's, until the reader says otherwise; what was said stays in this browser.

import { type Theme, useView } from '../store/view.ts'

const KEY = 'buddyscope-theme'

/** Takes up what this browser remembers, and shows every change from now on. */
export function startTheme(): void {
  useView.subscribe(({ theme }, before) => {
    if (theme !== before.theme) show(theme)
  })
  const remembered = read()
  if (remembered) useView.setState({ theme: remembered })
}

/** Turns to the other one; where that is the system's, follows the system again. */
export function toggleTheme(): void {
  const system = systemTheme()
  const { theme } = useView.getState()
  const shown = theme === 'system' ? system : theme
  const next = shown === 'dark' ? 'light' : 'dark'
  useView.setState({ theme: next === system ? 'system' : next })
  write(next === system ? null : next)
}

function systemTheme(): 'light' | 'dark' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function show(theme: Theme): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset['theme']
  else dataset['theme'] = theme
}

// A browser that keeps nothing (or forbids it) follows the system.

function read(): 'light' | 'dark' | null {
  try {
    const theme = localStorage.getItem(KEY)
    return theme === 'light' || theme === 'dark' ? theme : null
  } catch {
    return null
  }
}

function write(theme: string | null): void {
  try {
    if (theme === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, theme)
  } catch {
    // not remembered, but shown
  }
}
