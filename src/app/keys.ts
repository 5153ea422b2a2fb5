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
