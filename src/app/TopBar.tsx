import { notify, openScript, useSimulation } from '../store/simulation.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { Mark } from './Mark.tsx'
import { PLACES } from './places.ts'
import { toggleTheme } from './theme.ts'
import { useTitle } from './useTitle.ts'

export interface BarActions {
  readonly open: () => void
  readonly save: () => void
  readonly share: () => void
  readonly showKeys: () => void
}

interface TopBarProps extends BarActions {
  readonly isNarrow: boolean
  /** Address of the place that is shown. */
  readonly place: string
}

/** The list of examples, fetched when the menu is opened. */
async function examples(): Promise<MenuItem[]> {
  const { EXAMPLES, loadExample } = await import('../examples/index.ts')
  return EXAMPLES.map((example) => ({
    label: example.title,
    detail: example.summary,
    onSelect: () =>
      void loadExample(example).then(openScript, () =>
        notify(`"${example.title}" could not be fetched. Is the page's server still there?`),
      ),
  }))
}

export function TopBar({ isNarrow, place, ...actions }: TopBarProps) {
  const title = useTitle()
  return (
    <header className="topbar">
      {isNarrow ? (
        <span className="brand mr-0!">
          <Mark />
        </span>
      ) : (
        <>
          <span className="brand">
            <Mark />
            Buddyscope
          </span>
          <nav aria-label="Places">
            {PLACES.map(({ name, path }) => (
              <a key={path} href={`#${path}`} aria-current={path === place ? 'page' : undefined}>
                {name}
              </a>
            ))}
          </nav>
        </>
      )}
      <h1 title={title}>{title}</h1>
      {isNarrow ? <NarrowActions {...actions} /> : <WideActions {...actions} />}
    </header>
  )
}

function WideActions({ open, save, share, showKeys }: BarActions) {
  return (
    <>
      <Menu label="Examples" items={examples}>
        Examples
        <Icon name="caret" />
      </Menu>
      <Button onClick={open}>Open</Button>
      <Button onClick={save}>Save</Button>
      <Button onClick={share}>Share</Button>
      <IconButton label="Theme" onClick={toggleTheme}>
        <Icon name="theme" />
      </IconButton>
      <IconButton label="Keys" hint="?" onClick={showKeys}>
        <Icon name="help" />
      </IconButton>
    </>
  )
}

function NarrowActions({ open, save, share, showKeys }: BarActions) {
  const hasScript = useSimulation(({ source }) => source !== '')
  const items = async (): Promise<MenuItem[]> => [
    ...(await examples()),
    'separator',
    { label: 'Open a file', onSelect: open },
    ...(hasScript ? [{ label: 'Save as a file', onSelect: save }] : []),
    'separator',
    { label: 'Theme', onSelect: toggleTheme },
    { label: 'Keys', onSelect: showKeys },
  ]
  return (
    <>
      <IconButton label="Share" onClick={share}>
        <Icon name="share" />
      </IconButton>
      <Menu label="Menu" buttonClass="btn-icon" items={items}>
        <Icon name="menu" />
      </Menu>
    </>
  )
}
