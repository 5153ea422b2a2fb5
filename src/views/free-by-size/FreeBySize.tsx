import { formatBytes, formatCount, pagesIn, shortBytes } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { inkOn, orderStep } from '../../ui/palette.ts'
import { Section } from '../../ui/Section.tsx'
import { ShowMore } from '../../ui/ShowMore.tsx'
import { StackedBar } from '../../ui/StackedBar.tsx'
import { usePalette } from '../../ui/usePalette.ts'
import { useSize } from '../../ui/useSize.ts'
import { useWhole } from '../../ui/useWhole.ts'
import { BarLabel } from './BarLabel.tsx'
import { Bracket } from './Bracket.tsx'
import { barText, layoutBars, MEASURED_ORDER } from './layout.ts'
import { SizeKey } from './SizeKey.tsx'

/** Bars that are shown before one asks for the rest. */
const FIRST = 12

/** Bytes, not numbers of blocks: that is what the counts of /proc/buddyinfo hide. */
export function FreeBySize() {
  const diagnosis = usePaste((state) => state.look?.diagnosis)
  const [measure, { width }] = useSize()
  const colors = usePalette()
  const [isWhole, showAll] = useWhole(usePaste((state) => state.overview))
  if (!diagnosis || diagnosis.zones.length === 0) return null
  const { zones, pageSize } = diagnosis
  const shown = isWhole ? zones : zones.slice(0, FIRST)
  const layout = layoutBars(shown, pageSize.bytes, width)
  const orders = Math.max(...zones.map(({ counts }) => counts.length))
  const lookOf = (counts: readonly number[]) => (order: number) => {
    const step = orderStep(order + 1, orders)
    const size = pagesIn(order) * pageSize.bytes
    const count = counts[order] ?? 0
    return {
      fill: `var(--order-${step})`,
      edge: order < 2 ? 'var(--line-strong)' : undefined,
      ink: inkOn(colors.order[step] ?? ''),
      text: shortBytes(size),
      title: `${formatBytes(count * size)} in ${formatCount(count)} blocks of ${formatBytes(size)}`,
    }
  }
  return (
    <Section title="Free memory by block size" note="length is bytes, not number of blocks">
      <div ref={measure} className="picture">
        {width > 0 && (
          <svg
            width={width}
            height={layout.height}
            role="img"
            aria-label={layout.bars.map((bar) => barText(bar, pageSize.bytes)).join('; ')}
          >
            {layout.bars.map((bar) => (
              <g key={bar.key}>
                <BarLabel zone={bar.zone} y={bar.y} isStacked={layout.isStacked} />
                <StackedBar
                  parts={bar.parts}
                  y={bar.y}
                  height={layout.barHeight}
                  lookOf={lookOf(bar.zone.counts)}
                />
                {bar.words && (
                  <text className="picture-words" x={bar.end + 10} y={bar.y + 22}>
                    {bar.words}
                  </text>
                )}
                {bar.small && (
                  <Bracket
                    {...bar.small}
                    x={layout.left}
                    y={bar.y + layout.barHeight}
                    within={width}
                    size={formatBytes(pagesIn(MEASURED_ORDER) * pageSize.bytes)}
                  />
                )}
              </g>
            ))}
          </svg>
        )}
        <SizeKey orders={orders} pageSize={pageSize.bytes} />
        <ShowMore more={zones.length - shown.length} what="zones" onClick={showAll} />
      </div>
    </Section>
  )
}
