interface SumProps {
  readonly lines: readonly string[]
}

/** The arithmetic behind a sentence, for those who ask for it. */
export function Sum({ lines }: SumProps) {
  if (lines.length === 0) return null
  return (
    <details className="sum-details">
      <summary>The sum</summary>
      <pre className="mono">{lines.join('\n')}</pre>
    </details>
  )
}
