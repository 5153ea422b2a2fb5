import { Plate } from './marks.tsx'
import { TYPE_LETTERS, TYPE_TOKENS } from './patterns.tsx'

interface TypeSignProps {
  /** Position in the kernel's list of migratetypes. */
  readonly type: number
  readonly size?: number
}

/** A migratetype's colour and letter in a small square, beside its name. */
export function TypeSign({ type, size = 18 }: TypeSignProps) {
  const token = `--mt-${TYPE_TOKENS[type]}`
  return (
    <svg className="type-sign" width={size} height={size} aria-hidden="true">
      <rect
        x={0.5}
        y={0.5}
        width={size - 1}
        height={size - 1}
        rx={3.5}
        fill={`var(${token})`}
        stroke={`var(${token}-edge)`}
      />
      <Plate
        x={size / 2}
        y={size / 2}
        text={TYPE_LETTERS[type] ?? ''}
        fontSize={12}
        fill="none"
        ink={`var(${token}-ink)`}
      />
    </svg>
  )
}
