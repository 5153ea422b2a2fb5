import { useId } from 'react'
import { zoneLabel } from '../../core/buddy/config.ts'
import { formatBytes, pagesIn, shortBytes } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { inkOn, orderStep } from '../../ui/palette.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { Section } from '../../ui/Section.tsx'
import { StackedBar } from '../../ui/StackedBar.tsx'
import { TypePlate } from '../../ui/TypePlate.tsx'
import { fitText, textWidth } from '../../ui/text-width.ts'
import { usePalette } from '../../ui/usePalette.ts'
import { useSize } from '../../ui/useSize.ts'
import { layoutTypes, type TypeBar, type ZoneTypes } from './layout.ts'

/** Who may have the free blocks: each migratetype has lists of its own. */
export function TypeLists() {
  const types = usePaste((state) => state.look?.types)
  const pageSize = usePaste((state) => state.look?.diagnosis.pageSize.bytes ?? 4096)
  const [measure, { width }] = useSize()
  const patterns = useId()
  const colors = usePalette()
  if (!types || types.free.length === 0) return null
  const layout = layoutTypes(types.free, pageSize, width)
  const orders = Math.max(...types.free.map(({ counts }) => counts.length))
  const lookOf = (counts: TypeBar['counts']) => (order: number) => {
    const step = orderStep(order + 1, orders)
    const size = pagesIn(order) * pageSize
    return {
      fill: `var(--order-${step})`,
      edge: order < 2 ? 'var(--line-strong)' : undefined,
      ink: inkOn(colors.order[step] ?? ''),
      text: shortBytes(size),
      title: `${counts[order]} blocks of ${formatBytes(size)}`,
    }
  }
  const isCapped = layout.zones.some(({ bars }) => bars.some((bar) => bar.isCapped))
  return (
    <Section title="Free lists by type" note="length is bytes; colours are block sizes, as above">
      <div ref={measure} className="picture">
        {width > 0 && (
          <svg
            width={width}
            height={layout.height}
            role="img"
            aria-label={layout.zones.map(zoneText).join('; ')}
          >
            <PatternDefs id={patterns} types />
            {layout.zones.map((zone) => (
              <g key={zoneLabel(zone)}>
                <ZoneHead zone={zone} width={width} />
                {zone.bars.map((bar) => (
                  <g key={bar.type}>
                    <TypePlate patterns={patterns} type={bar.type} x={0} y={bar.y + 1} />
                    <text className="picture-words" x={26} y={bar.y + 14}>
                      {bar.type}
                    </text>
                    <StackedBar
                      parts={bar.parts}
                      y={bar.y}
                      height={layout.barHeight}
                      lookOf={lookOf(bar.counts)}
                    />
                    <text className="picture-detail" x={endOf(bar) + 8} y={bar.y + 14}>
                      {bar.isCapped && 'over '}
                      {formatBytes(bar.bytes)}
                    </text>
                  </g>
                ))}
              </g>
            ))}
          </svg>
        )}
      </div>
      {isCapped && (
        <p className="picture-note">
          The kernel stops counting at 100 000 blocks: those bars are at least so long.
        </p>
      )}
    </Section>
  )
}

interface ZoneHeadProps {
  readonly zone: ZoneTypes
  readonly width: number
}

function ZoneHead({ zone, width }: ZoneHeadProps) {
  const none = zone.empty.length > 0 ? `nothing free of ${zone.empty.join(', ')}` : ''
  const detail = `node ${zone.node}${none && ` · ${none}`}`
  return (
    <text className="picture-detail" y={zone.y + 18}>
      <tspan className="picture-name">{zone.zone}</tspan>
      <tspan dx={8}>{fitText(detail, width - textWidth(zone.zone, 14, 650) - 8, 12)}</tspan>
    </text>
  )
}

function endOf({ parts }: TypeBar): number {
  const last = parts.at(-1)
  return last ? last.x + last.width : 0
}

function zoneText(zone: ZoneTypes): string {
  const bars = zone.bars.map(({ type, bytes }) => `${type} ${formatBytes(bytes)}`)
  return `${zoneLabel(zone)}: ${bars.join(', ') || 'nothing free'}`
}
