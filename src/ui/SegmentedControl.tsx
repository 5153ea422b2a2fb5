interface Option<T> {
  readonly value: T
  readonly label: string
}

interface SegmentedControlProps<T> {
  /** Accessible name of the group. */
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: T
  readonly onChange: (value: T) => void
}

/** A few choices side by side, one of them pressed. */
export function SegmentedControl<T extends string | number>(props: SegmentedControlProps<T>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend
    <div role="group" aria-label={props.label} className="segments">
      {props.options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === props.value}
          onClick={() => props.onChange(value)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
