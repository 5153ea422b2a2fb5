import { zoneLabel } from '../../core/buddy/config.ts'
import { formatIndex } from '../../core/metrics/format-index.ts'
import { formatBytes, pagesIn } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'
import { textWidth } from '../../ui/text-width.ts'
import { useSize } from '../../ui/useSize.ts'
import { ChartFrame } from './ChartFrame.tsx'
import { LineKey } from './LineKey.tsx'
import { layoutChart } from './layout.ts'
import { ZoneLine } from './ZoneLine.tsx'

const HEIGHT = 240

/** How fast the share that is of no use grows with the order. */
export function IndexChart() {
  const zones = usePaste((state) => state.look?.diagnosis.zones)
  const pageblock = usePaste((state) => state.look?.diagnosis.pageblock.order)
  const pageSize = usePaste((state) => state.look?.diagnosis.pageSize.bytes)
  const [measure, { width }] = useSize()
  if (!zones || zones.length === 0) return null
  const layout = layoutChart(zones, width, HEIGHT, (text) => textWidth(text, 12, 650))
  const marked = [3, pageblock ?? 9].filter((order) => order < layout.orders.length)
  const sizes = marked.map((order) => formatBytes(pagesIn(order) * (pageSize ?? 0)))
  const unnamed = layout.lines.filter(({ labelAt }) => !labelAt)
  const words = zones.map(
    (zone) =>
      `${zoneLabel(zone)}: ${zone.orders.map(({ unusableIndex }) => formatIndex(unusableIndex)).join(' ')}`,
  )
  return (
    <Section title="Unusable by order" note="share of the free memory that is too small">
      <div ref={measure} className="picture">
        {width > 0 && (
          <svg width={width} height={HEIGHT + 18} role="img" aria-label={words.join('; ')}>
            <ChartFrame layout={layout} marked={marked} sizes={sizes} />
            {layout.lines.toReversed().map((line) => (
              <ZoneLine key={line.key} line={line} />
            ))}
          </svg>
        )}
        {unnamed.length > 0 && <LineKey lines={unnamed} />}
      </div>
    </Section>
  )
}
