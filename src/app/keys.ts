// The keyboard, everywhere: which key does what, and who may keep a key for itself.

export type KeyCommand =
  | 'step-forward'
  | 'step-back'
  | 'small-step-forward'
  | 'small-step-back'
  | 'play'
  | 'start'
  | 'end'
  | 'keys'

const COMMANDS: Readonly<Record<string, KeyCommand>> = {
  ArrowRight: 'step-forward',
  ArrowLeft: 'step-back',
  ArrowDown: 'small-step-forward',
  ArrowUp: 'small-step-back',
  ' ': 'play',
  k: 'play',
  K: 'play',
  Home: 'start',
  End: 'end',
  '?': 'keys',
}

/** What has the focus, as far as keys are concerned. */
export type Focus =
  | 'nothing' // the page itself, a link, a picture that leaves the key
  | 'button'
  | 'range'
  | 'scroller' // scrolls by keys
  | 'everything' // text, a list to choose from, an open menu or dialog

const ARROWS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']
const OWN_KEYS: Readonly<Record<Focus, readonly string[]>> = {
  nothing: [],
  button: [' ', 'Enter'],
  range: [...ARROWS, 'Home', 'End', 'PageUp', 'PageDown'],
  scroller: ['ArrowDown', 'ArrowUp', ' ', 'Home', 'End', 'PageUp', 'PageDown'],
  everything: Object.keys(COMMANDS),
}

interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key press does to the page; null: it is not for the page. */
export function commandFor(press: KeyPress, focus: Focus): KeyCommand | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null
  if (OWN_KEYS[focus].includes(press.key)) return null
  return COMMANDS[press.key] ?? null
}

/** The list that `?` shows. */
export const KEY_LIST: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['→', '←'], does: 'One action forward, back' },
  { keys: ['↓', '↑'], does: 'One small step forward, back' },
  { keys: ['Space', 'K'], does: 'Play, pause' },
  { keys: ['Home', 'End'], does: 'To the start, to the end' },
  { keys: ['?'], does: 'This list' },
]

/** The same, for those that a picture has while it has the focus. */
export const PICTURE_KEY_LIST: typeof KEY_LIST = [
  { keys: ['→', '←'], does: 'To the next block, to the one before' },
  { keys: ['Enter'], does: 'Select the block in all pictures' },
  { keys: ['+', '−', '0'], does: 'Zoom in, out, to the whole zone' },
  { keys: ['Shift →', 'Shift ←'], does: 'Move along the addresses' },
]

/** The same, for those that work while the script is written. */
export const EDITOR_KEY_LIST: typeof KEY_LIST = [
  { keys: ['Ctrl', 'Enter'], does: 'Run the script' },
  { keys: ['Ctrl', 'B'], does: 'Breakpoint on this line, on or off' },
  { keys: ['F8'], does: 'To the next error' },
  { keys: ['Tab'], does: 'Leave the editor' },
]
