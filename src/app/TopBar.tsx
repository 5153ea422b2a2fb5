import { ChevronDown, CircleQuestionMark, Contrast, Menu as MenuIcon, Share } from 'lucide-react'
import { Link } from 'wouter'
import { EXAMPLES, type Example, loadExample } from '../examples/index.ts'
import { notify, openScript, useSimulation } from '../store/simulation.ts'
import { Button, IconButton } from '../ui/Button.tsx'
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

async function openExample(example: Example): Promise<void> {
  try {
    openScript(await loadExample(example))
  } catch {
    notify(`"${example.title}" could not be fetched. Is the page's server still there?`)
  }
}

const examples = (): MenuItem[] =>
  EXAMPLES.map((example) => ({
    label: example.title,
    detail: example.summary,
    onSelect: () => void openExample(example),
  }))

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
              <Link key={path} href={path} aria-current={path === place ? 'page' : undefined}>
                {name}
              </Link>
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
      <Menu label="Examples" items={examples()}>
        Examples
        <ChevronDown aria-hidden="true" />
      </Menu>
      <Button onClick={open}>Open</Button>
      <Button onClick={save}>Save</Button>
      <Button onClick={share}>Share</Button>
      <IconButton label="Theme" onClick={toggleTheme}>
        <Contrast aria-hidden="true" />
      </IconButton>
      <IconButton label="Keys" hint="?" onClick={showKeys}>
        <CircleQuestionMark aria-hidden="true" />
      </IconButton>
    </>
  )
}

function NarrowActions({ open, save, share, showKeys }: BarActions) {
  const hasScript = useSimulation(({ source }) => source !== '')
  const items: MenuItem[] = [
    ...examples(),
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
        <Share aria-hidden="true" />
      </IconButton>
      <Menu label="Menu" buttonClass="btn-icon" items={items}>
        <MenuIcon aria-hidden="true" />
      </Menu>
    </>
  )
}
