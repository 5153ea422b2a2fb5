import { byHand, togglePlay } from '../../store/playback.ts'
import { goToEnd, goToStart, stepBack, stepForward, useSimulation } from '../../store/simulation.ts'
import { useView } from '../../store/view.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** The five buttons that walk through the run. */
export function Transport() {
  const isPlaying = useView((state) => state.isPlaying)
  const steps = useSimulation((state) => state.run?.steps ?? 0)
  const isAtStart = useSimulation(
    ({ view }) => !view || (view.position.step === 0 && view.position.small === null),
  )
  const isAtEnd = useSimulation(
    ({ view }) => !view || (view.position.step >= steps && view.position.small === null),
  )
  const isBusy = useSimulation((state) => state.isOpening)
  const name = isPlaying ? 'Pause' : 'Play'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own box and legend
    <div role="group" aria-label="Transport" aria-busy={isBusy} className="transport">
      <IconButton
        label="Go to start"
        hint="Home"
        data-spent={isAtStart}
        onClick={byHand(goToStart)}
      >
        <Icon name="start" />
      </IconButton>
      <IconButton label="Step back" hint="←" data-spent={isAtStart} onClick={byHand(stepBack)}>
        <Icon name="back" />
      </IconButton>
      <Button
        variant="primary"
        className="transport-play"
        aria-label={name}
        title={`${name} (Space)`}
        onClick={togglePlay}
      >
        {isPlaying ? <Icon name="pause" /> : <Icon name="play" />}
      </Button>
      <IconButton label="Step forward" hint="→" data-spent={isAtEnd} onClick={byHand(stepForward)}>
        <Icon name="forward" />
      </IconButton>
      <IconButton label="Go to end" hint="End" data-spent={isAtEnd} onClick={byHand(goToEnd)}>
        <Icon name="end" />
      </IconButton>
    </div>
  )
}
