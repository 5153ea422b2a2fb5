import { TEXT_EXAMPLES } from '../examples/kernel-text.ts'
import { Button } from '../ui/Button.tsx'
import { KernelOutput } from '../views/kernel-output/KernelOutput.tsx'
import { openExample } from './text-examples.ts'

interface InspectStartProps {
  readonly open: () => void
}

/** The field, and while it is empty what to put into it. */
export function InspectStart({ open }: InspectStartProps) {
  return (
    <KernelOutput
      intro={
        <>
          <h1>Paste what your kernel prints</h1>
          <p>
            <code className="mono">cat /proc/buddyinfo</code>, pagetypeinfo, zoneinfo, or a whole
            log: what is kernel text in it is found. It stays in this browser.
          </p>
        </>
      }
      examples={
        <>
          <div className="paste-ways">
            <Button variant="line" onClick={open}>
              Open a file
            </Button>
            <span className="text-ink-3">or drop one anywhere on the page</span>
          </div>
          <h2>See an example</h2>
          <ul className="text-examples">
            {TEXT_EXAMPLES.map((example) => (
              <li key={example.id}>
                <button type="button" onClick={() => openExample(example)}>
                  <b>{example.title}</b>
                  <span>{example.summary}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      }
    />
  )
}
