// The few signs that controls carry, on a field of 16: drawn here, since a library of icons would
// weigh more than all of them on the first visit.

/** Strokes, and what is filled with the same colour. */
const SIGNS = {
  start: ['M4 3.5v9M12.5 3.5v9L6 8z'],
  back: ['M9.8 3.5L5.3 8l4.5 4.5'],
  forward: ['M6.2 3.5L10.7 8l-4.5 4.5'],
  end: ['M12 3.5v9M3.5 3.5v9L10 8z'],
  play: ['', 'M4.5 3v10L13 8z'],
  pause: ['', 'M4 3h3v10H4zM9 3h3v10H9z'],
  up: ['M8 13V3.5M4 7.5l4-4 4 4'],
  down: ['M8 3v9.5M4 8.5l4 4 4-4'],
  caret: ['M5 6.5l3 3 3-3'],
  check: ['M3.5 8.5l3 3 6-7'],
  cross: ['M4.5 4.5l7 7m0-7l-7 7'],
  plus: ['M8 3.5v9M3.5 8h9'],
  minus: ['M3.5 8h9'],
  theme: ['M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11z', 'M8 2.5a5.5 5.5 0 010 11z'],
  help: ['M8 2a6 6 0 100 12A6 6 0 008 2zM6.3 6.4a1.8 1.8 0 113 1.4c-.8.6-1.3.9-1.3 1.7M8 11.6v.01'],
  menu: ['M3 4.5h10M3 8h10M3 11.5h10'],
  share: ['M8 10V2.5M5 5l3-2.7L11 5M3.5 8.5v5h9v-5'],
  arrow: ['M3 8h9.5M8.5 4l4 4-4 4'],
  copy: [
    'M6.5 5h5A1.5 1.5 0 0113 6.5v5a1.5 1.5 0 01-1.5 1.5h-5A1.5 1.5 0 015 11.5v-5A1.5 1.5 0 016.5 5zM11 5V3.5a.5.5 0 00-.5-.5h-7a.5.5 0 00-.5.5v7a.5.5 0 00.5.5H5',
  ],
} as const

interface IconProps {
  readonly name: keyof typeof SIGNS
}

/** Always beside a word, or inside a control that has a name: nothing to read out. */
export function Icon({ name }: IconProps) {
  const [strokes, filled] = SIGNS[name]
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      {strokes && <path d={strokes} />}
      {filled && <path d={filled} fill="currentColor" stroke="none" />}
    </svg>
  )
}
