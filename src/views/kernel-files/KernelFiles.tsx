import { useState } from 'react'
import { useSimulation } from '../../store/simulation.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Scroller } from '../../ui/Scroller.tsx'
import { kernelTexts } from './texts.ts'

/** The machine in the kernel's own files, to read, to copy, or to inspect as if pasted. */
export function KernelFiles() {
  const run = useSimulation((state) => state.run)
  const view = useSimulation((state) => state.view)
  const [chosen, setChosen] = useState('pagetypeinfo')
  if (!run || !view) return null
  const texts = kernelTexts(run, view)
  const shown = texts.find(({ name }) => name === chosen) ?? texts[0]
  if (!shown) return null
  const text = shown.print()
  const inspect = async () => {
    const { openText } = await import('../../store/paste.ts')
    // An index file without its name could be either of the two.
    openText(shown.name.endsWith('_index') ? `$ cat ${shown.path}\n${text}` : text)
    location.assign('#/inspect')
  }
  return (
    <section className="side-section kernel-files" aria-label="Kernel files">
      <div className="side-head">
        <h2>Kernel files</h2>
        <span className="grow" />
        <select
          aria-label="Kernel file"
          value={shown.name}
          onChange={(event) => setChosen(event.target.value)}
        >
          {texts.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <Scroller label={shown.path}>
        <pre className="mono">{text}</pre>
      </Scroller>
      <p className="kernel-files-acts">
        <Button variant="line" small onClick={inspect}>
          Inspect this file
        </Button>
        <CopyButton label="Copy" text={() => text} />
      </p>
    </section>
  )
}
