import { blockIndexAt } from '../../core/buddy/frame-blocks.ts'
import type { StepView } from '../../core/run/summary.ts'
import type { Order, Pfn } from '../../core/units.ts'
import { Pill } from '../../ui/marks.tsx'
import { type PillMark, tieMarks, verdictMarks } from './annotations.ts'
import type { TreeGeometry } from './layout.ts'

interface AnnotationsProps {
  readonly geometry: TreeGeometry
  readonly view: StepView
  readonly zone: number
}

/** The ties of buddies and the verdicts of a failure; loaded with the first of them. */
export function Annotations({ geometry, view, zone }: AnnotationsProps) {
  const { explanation, frame } = view
  const isSplit = (pfn: Pfn, order: Order) =>
    (frame.blockOrder[blockIndexAt(frame, zone, pfn)] ?? order) < order
  return (
    <>
      {tieMarks(explanation.ties, zone, geometry, isSplit).map(({ key, ok, path, pill }) => (
        <g key={key} className="tie">
          <path
            d={path}
            fill="none"
            stroke={ok ? 'var(--accent)' : 'var(--fail)'}
            strokeWidth={1.5}
            strokeDasharray="3 3"
          />
          {pill && <PillOf mark={pill} tone={ok ? 'accent' : 'fail'} />}
        </g>
      ))}
      {verdictMarks(explanation.verdicts, zone, geometry).map((mark, i) => (
        <g
          key={mark.x}
          className="verdict"
          style={{ animationDelay: `calc(${i} * var(--stagger))` }}
        >
          <PillOf mark={mark} tone="fail" isWashed />
        </g>
      ))}
    </>
  )
}

interface PillOfProps {
  readonly mark: PillMark
  readonly tone: 'accent' | 'fail'
  readonly isWashed?: boolean
}

function PillOf({ mark, tone, isWashed = false }: PillOfProps) {
  const { x, y, text, width, isRefused } = mark
  return (
    <Pill
      x={x}
      y={y}
      text={text}
      width={width}
      tone={tone}
      isRefused={isRefused}
      isWashed={isWashed}
    />
  )
}
