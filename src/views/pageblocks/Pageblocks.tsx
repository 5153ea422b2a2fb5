import { useId } from 'react'
import { zoneLabel } from '../../core/buddy/config.ts'
import { formatBytes, formatCount } from '../../core/units.ts'
import { usePaste } from '../../store/paste.ts'
import { PatternDefs } from '../../ui/patterns.tsx'
import { Section } from '../../ui/Section.tsx'
import { TypePlate, typeIndex } from '../../ui/TypePlate.tsx'
import { useSize } from '../../ui/useSize.ts'
import { BlockBar } from './BlockBar.tsx'
import { layoutBlocks, typesIn } from './layout.ts'

/** Which type each pageblock is set aside for, zone by zone. */
export function Pageblocks() {
  const types = usePaste((state) => state.look?.types)
  const pageSize = usePaste((state) => state.look?.diagnosis.pageSize.bytes ?? 4096)
  const [measure, { width }] = useSize()
  const patterns = useId()
  if (!types || types.blocks.length === 0) return null
  const { pagesPerBlock, mixedBlocks } = types
  const layout = layoutBlocks(types.blocks, width)
  const size = pagesPerBlock === null ? '' : ` of ${formatBytes(pagesPerBlock * pageSize)}`
  return (
    <Section
      title="Pageblocks by type"
      note={`each block${size} is set aside for one type; shares of each zone`}
    >
      <div ref={measure} className="picture">
        {width > 0 && (
          <svg
            width={width}
            height={layout.height}
            role="img"
            aria-label={layout.zones.map(({ text }) => text).join('; ')}
          >
            <PatternDefs id={patterns} types />
            {layout.zones.map((zone) => (
              <BlockBar key={zoneLabel(zone)} zone={zone} patterns={patterns} />
            ))}
          </svg>
        )}
        <ul className="type-key">
          {typesIn(types.blocks).map((type) => (
            <li key={type}>
              <svg width={18} height={18} aria-hidden="true">
                <PatternDefs id={`${patterns}${typeIndex(type)}`} types />
                <TypePlate patterns={`${patterns}${typeIndex(type)}`} type={type} x={0} y={0} />
              </svg>
              {type}
            </li>
          ))}
        </ul>
      </div>
      {mixedBlocks.length > 0 && (
        <ul className="picture-note">
          {mixedBlocks.map(({ node, zone, counts }) => (
            <li key={zoneLabel({ node, zone })}>
              {zoneLabel({ node, zone })}: pages of another type in{' '}
              {Object.entries(counts)
                .map(([type, count]) => `${formatCount(count)} ${type}`)
                .join(', ')}{' '}
              blocks
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
