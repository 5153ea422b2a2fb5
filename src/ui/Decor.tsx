import type { ComponentProps } from 'react'

/** Marks that say nothing a name does not say: hidden from assistive technology, deaf to the pointer. */
export function Decor(props: ComponentProps<'g'>) {
  return <g pointerEvents="none" {...props} {...{ 'aria-hidden': true }} />
}
