import { formatCount } from '../../core/units.ts'
import { Plate, plateWidth } from '../../ui/marks.tsx'
import { TYPE_LETTERS, TYPE_TOKENS, typeFill } from '../../ui/patterns.tsx'
import { typeIndex } from '../../ui/TypePlate.tsx'
import type { BlockPart, ZoneBlocks } from './layout.ts'

interface BlockBarProps {
  readonly zone: ZoneBlocks
  readonly patterns: string
}

const HEIGHT = 30
const FONT = 12

export function BlockBar({ zone, patterns }: BlockBarProps) {
  const left = zone.parts[0]?.x ?? 0
  const detail = `node ${zone.node} · ${formatCount(zone.blocks)} ${zone.blocks === 1 ? 'block' : 'blocks'}`
  return (
    <g>
      <text className="picture-name" y={left === 0 ? zone.y - 8 : zone.y + 13}>
        {zone.zone}
        {left === 0 && (
          <tspan className="picture-detail" dx={8}>
            {detail}
          </tspan>
        )}
      </text>
      {left > 0 && (
        <text className="picture-detail" y={zone.y + 28}>
          {detail}
        </text>
      )}
      {zone.parts.map((part) => (
        <PartMark key={part.type} part={part} y={zone.y} patterns={patterns} />
      ))}
    </g>
  )
}

interface PartMarkProps {
  readonly part: BlockPart
  readonly y: number
  readonly patterns: string
}

function PartMark({ part, y, patterns }: PartMarkProps) {
  const { type, count, x, width } = part
  const index = typeIndex(type)
  const token = TYPE_TOKENS[index]
  const long = `${TYPE_LETTERS[index] ?? type} ${formatCount(count)}`
  const text = [long, TYPE_LETTERS[index] ?? ''].find(
    (words) => plateWidth(words, FONT) + 6 <= width,
  )
  return (
    <g>
      <rect
        x={x}
        y={y}
        width={Math.max(1, width - 1.5)}
        height={HEIGHT}
        rx={width > 8 ? 3 : 0}
        fill={token ? typeFill(patterns, index) : 'var(--held)'}
        stroke={token && width > 8 ? `var(--mt-${token}-edge)` : 'none'}
        strokeWidth={1}
      >
        <title>
          {formatCount(count)} {type}
        </title>
      </rect>
      {text && token && (
        <Plate
          x={x + width / 2}
          y={y + HEIGHT / 2}
          text={text}
          fontSize={FONT}
          fill={`var(--mt-${token})`}
          ink={`var(--mt-${token}-ink)`}
        />
      )}
    </g>
  )
}
