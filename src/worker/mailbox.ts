// Lets a worker hear what was sent to it meanwhile: a message to oneself comes after those that wait
// already, and without a timer's delay.

const mailbox = new MessageChannel()
const waiting: (() => void)[] = []
mailbox.port1.onmessage = () => waiting.shift()?.()

/** Settles when every message that has come before is dealt with. */
export function otherMessages(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    mailbox.port2.postMessage(null)
  })
}
