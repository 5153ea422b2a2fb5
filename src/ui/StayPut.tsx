import { Component, createRef, type ReactNode } from 'react'

interface StayPutProps {
  readonly children: ReactNode
}

/**
 * Stays where it is on the screen while it is worked with, though what stands above it grows or
 * shrinks: the page is scrolled by as much.
 */
export class StayPut extends Component<StayPutProps> {
  private readonly element = createRef<HTMLDivElement>()

  override getSnapshotBeforeUpdate(): number | null {
    const { current } = this.element
    const isWorkedWith = current?.matches(':focus-within, :active')
    return current && isWorkedWith ? current.getBoundingClientRect().top : null
  }

  override componentDidUpdate(_props: StayPutProps, _state: unknown, before: number | null): void {
    const { current } = this.element
    if (before === null || !current) return
    const moved = current.getBoundingClientRect().top - before
    if (Math.abs(moved) >= 1) window.scrollBy({ top: moved, behavior: 'instant' })
  }

  override render(): ReactNode {
    return <div ref={this.element}>{this.props.children}</div>
  }
}
