import { useEffect, useState } from 'react'
import { Button } from './Button.tsx'
import { copyText } from './copy-text.ts'
import { Icon } from './Icon.tsx'

interface CopyButtonProps {
  /** The accessible name, and what the button says. */
  readonly label: string
  /** Asked for when the button is pressed. */
  readonly text: () => string
}

/** Milliseconds for which the answer stands beside the button. */
const ANSWER = 2500

export function CopyButton({ label, text }: CopyButtonProps) {
  const [answer, setAnswer] = useState('')
  useEffect(() => {
    if (answer === '') return
    const timer = setTimeout(() => setAnswer(''), ANSWER)
    return () => clearTimeout(timer)
  }, [answer])
  const copy = async () => setAnswer((await copyText(text())) ? 'Copied' : 'Could not be copied')
  return (
    <span className="copy">
      <span role="status">{answer}</span>
      <Button variant="line" small onClick={copy}>
        <Icon name="copy" />
        {label}
      </Button>
    </span>
  )
}
