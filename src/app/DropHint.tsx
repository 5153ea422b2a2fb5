interface DropHintProps {
  /** `a script` */
  readonly what: string
}

/** Over the page while a file is dragged across it. */
export function DropHint({ what }: DropHintProps) {
  return (
    <div className="drop-hint" aria-hidden="true">
      <p>
        <b>Drop {what} to open it</b>
        <span>It is read here and stays in this browser.</span>
      </p>
    </div>
  )
}
