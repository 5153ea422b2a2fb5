// What `?` shows: a list a place where keys work. Apart from keys.ts, since it is fetched when it is asked for.

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

/** Inspect has few keys of its own. */
export const INSPECT_KEY_LIST: typeof KEY_LIST = [
  { keys: ['Ctrl', 'V'], does: 'Read what is in the clipboard' },
  { keys: ['Esc'], does: 'Fold the text to a line' },
  { keys: ['→', '←'], does: 'On the range over time: the next moment, the one before' },
  { keys: ['?'], does: 'This list' },
]
