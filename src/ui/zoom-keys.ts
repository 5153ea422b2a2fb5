// The keys that zoom and pan a picture which has the focus.

export type ZoomKey =
  | { readonly kind: 'zoom'; readonly factor: number }
  /** A share of what is shown, to the right. */
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'whole' }

interface KeyPress {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

export function zoomKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyPress): ZoomKey | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === '+' || key === '=') return { kind: 'zoom', factor: 2 }
  if (key === '-' || key === '_') return { kind: 'zoom', factor: 0.5 }
  if (key === '0') return { kind: 'whole' }
  if (!shiftKey) return null
  if (key === 'ArrowLeft') return { kind: 'pan', share: -0.25 }
  return key === 'ArrowRight' ? { kind: 'pan', share: 0.25 } : null
}
