import { Component, type ReactNode } from 'react'
import { Button } from './Button.tsx'

interface BoundaryProps {
  /** What could not be drawn, at the start of a sentence: `The pictures`. */
  readonly what: string
  readonly children: ReactNode
}

interface BoundaryState {
  readonly problem: string | null
}

/** Keeps a fault where it is: one part says that it failed, all others go on. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { problem: null }

  static getDerivedStateFromError(error: unknown): BoundaryState {
    return { problem: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { problem } = this.state
    if (problem === null) return this.props.children
    return (
      <div className="fault" role="alert">
        <p>
          <b>{this.props.what} could not be drawn.</b> {problem}
        </p>
        <Button variant="line" small onClick={() => this.setState({ problem: null })}>
          Try again
        </Button>
      </div>
    )
  }
}
