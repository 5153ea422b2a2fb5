// What is said of the pageblocks below them: the scanners, or what has changed.

import type { ReactNode } from 'react'
import { MIGRATETYPES, pageCount } from '../../core/units.ts'
import { TYPE_LETTERS } from '../../ui/patterns.tsx'
import type { Change, Move } from './changes.ts'

interface ScannerWordsProps {
  readonly haveMet: boolean
  readonly move: Move | null
}

export function ScannerWords({ haveMet, move }: ScannerWordsProps) {
  return (
    <>
      <span className="text-ink-3">
        {haveMet ? 'Compaction, where the two met:' : 'Compaction:'}
      </span>
      <span className="scanner-word">
        <TabSign path="M5 9h9m-3.500-3.500l3.500 3.500l-3.500 3.500" /> takes movable pages
      </span>
      <span className="scanner-word">
        <TabSign path="M14 9h-9m3.500-3.500l-3.500 3.500l3.500 3.500" /> puts them into free pages
      </span>
      {move && (
        <b className="scanner-word">
          <MoveSign /> now {pageCount(move.pages)} from {move.from} to {move.to}
        </b>
      )}
    </>
  )
}

function MoveSign() {
  return (
    <svg
      width={26}
      height={18}
      aria-hidden="true"
      fill="none"
      stroke="var(--accent)"
      strokeWidth={2}
    >
      <path d="M4 9h20m-5-4.500l5 4.500l-5 4.500" />
      <circle cx={4} cy={9} r={2.5} fill="var(--accent)" />
    </svg>
  )
}

function TabSign({ path }: { readonly path: string }) {
  return (
    <svg width={19} height={18} aria-hidden="true">
      <rect x={0.5} y={1} width={18} height={16} rx={3} fill="var(--text)" />
      <path d={path} fill="none" stroke="var(--surface-1)" strokeWidth={1.8} />
    </svg>
  )
}

export function ChangeWords({ changes }: { readonly changes: readonly Change[] }) {
  const ofKind = (kind: Change['kind']) => changes.filter((change) => change.kind === kind)
  const [changed, refused, mixed, asked] = [
    ofKind('changed'),
    ofKind('refused'),
    ofKind('mixed'),
    ofKind('asked'),
  ]
  const told =
    changed.length > 0
      ? tell('Claimed', changed, (one) => <Turn change={one} />)
      : mixed.length > 0
        ? tell('Mixed from now on', mixed, ({ from, to }) => `stays ${from}, holds ${to}`)
        : asked.length > 0
          ? tell('Asked', asked, ({ to }) => `for ${to}`)
          : tell('Claim refused', refused, ({ from }) => `stays ${from}`)
  return told
}

function tell(
  word: string,
  changes: readonly Change[],
  what: (change: Change) => ReactNode,
): ReactNode {
  const pfns = [...new Set(changes.map(({ pfn }) => pfn))]
  const [first] = changes
  if (!first) return null
  return (
    <>
      <b>{word}:</b> {pfns.length === 1 ? 'pageblock' : 'pageblocks'} from page{' '}
      {pfns.slice(0, 4).join(', ')}
      {pfns.length > 4 && ` and ${pfns.length - 4} more`}, {what(first)}
    </>
  )
}

function Turn({ change: { from, to } }: { readonly change: Change }) {
  const letter = (type: string) => TYPE_LETTERS[MIGRATETYPES.indexOf(type as never)] ?? type
  return (
    <>
      {letter(from)} <span aria-hidden="true">→</span>
      <span className="unseen">to</span> <b>{letter(to)}</b>
    </>
  )
}
