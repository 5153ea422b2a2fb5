// Long work in slices, so that the worker hears a call to cancel, or the next piece of work, meanwhile.

/** Milliseconds of work between two looks at the mailbox. */
export const SLICE = 12

export class Slices {
  /** Milliseconds. */
  readonly now: () => number
  private readonly pause: () => Promise<void>
  private turn = 0

  /** `pause` lets other messages in. */
  constructor(pause: () => Promise<void>, now: () => number) {
    this.pause = pause
    this.now = now
  }

  /** Begins a piece of work; the one under way is overtaken. */
  begin(): Work {
    const turn = ++this.turn
    let from = this.now()
    const isOvertaken = () => turn !== this.turn
    const rest = async () => {
      await this.pause()
      from = this.now()
      return isOvertaken()
    }
    return {
      isOvertaken,
      rest,
      restWhenDue: async (tell) => {
        if (this.now() - from < SLICE) return false
        tell()
        return rest()
      },
    }
  }

  /** The work under way is overtaken by none. */
  cancel(): void {
    this.turn++
  }
}

export interface Work {
  /** Whether it was cancelled, or other work has begun. */
  isOvertaken(): boolean
  /** Lets other messages in; whether one overtook it. */
  rest(): Promise<boolean>
  /** The same once a slice is over, after `tell`; before that it goes on at once. */
  restWhenDue(tell: () => void): Promise<boolean>
}
