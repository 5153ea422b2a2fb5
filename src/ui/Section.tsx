import type { ReactNode } from 'react'

interface SectionProps {
  /** The heading, and the region's name. */
  readonly title: string
  /** Beside the heading: what the picture shows, in a few words. */
  readonly note?: ReactNode
  /** At the right end of the heading: a legend, or something to press. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of a page that is read from top to bottom. */
export function Section({ title, note, aside, children }: SectionProps) {
  return (
    <section className="part" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {note && <p>{note}</p>}
        {aside && <div className="part-aside">{aside}</div>}
      </header>
      {children}
    </section>
  )
}
