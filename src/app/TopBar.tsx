import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import type { Bar } from './bar.ts'
import { Mark } from './Mark.tsx'
import { PLACES } from './places.ts'
import { toggleTheme } from './theme.ts'

interface TopBarProps {
  readonly isNarrow: boolean
  /** Address of the place that is shown. */
  readonly place: string
  /** Left out while the place is fetched. */
  readonly bar: Bar | undefined
}

export function TopBar({ isNarrow, place, bar }: TopBarProps) {
  const title = bar?.title
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
      {title ? (
        <h1 title={title}>{title}</h1>
      ) : (
        <span className="topbar-rest">{isNarrow && nameOf(place)}</span>
      )}
      {bar && (isNarrow ? <NarrowActions {...bar} place={place} /> : <WideActions {...bar} />)}
    </header>
  )
}

function WideActions({ examples, open, save, share, showKeys }: Bar) {
  return (
    <>
      <Menu label="Examples" items={examples}>
        Examples
        <Icon name="caret" />
      </Menu>
      <Button onClick={open}>Open</Button>
      {save && <Button onClick={save}>Save</Button>}
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

function NarrowActions(props: Bar & { readonly place: string }) {
  const { place, examples, open, save, share, showKeys } = props
  const elsewhere = PLACES.filter(({ path }) => path !== place)
  const items = async (): Promise<MenuItem[]> => [
    ...elsewhere.map(({ name, path }) => ({
      label: name,
      onSelect: () => location.assign(`#${path}`),
    })),
    'separator',
    ...(await examples()),
    'separator',
    { label: 'Open a file', onSelect: open },
    ...(save ? [{ label: 'Save as a file', onSelect: save }] : []),
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

function nameOf(place: string): string {
  return PLACES.find(({ path }) => path === place)?.name ?? ''
}
