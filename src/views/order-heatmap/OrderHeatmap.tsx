import { usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'
import { HeatLegend } from './HeatLegend.tsx'
import { IndexGrid } from './IndexGrid.tsx'
import { indexRows } from './rows.ts'

/** Both indices of the kernel, zones by orders. */
export function OrderHeatmap() {
  const look = usePaste((state) => state.look)
  if (!look) return null
  const pageSize = look.diagnosis.pageSize.bytes
  const unusable = indexRows(look, 'unusable')
  const fragmentation = indexRows(look, 'fragmentation')
  if (unusable.rows.length + fragmentation.rows.length === 0) return null
  return (
    <Section title="Fragmentation by order" aside={<HeatLegend />}>
      <div className="grids">
        {unusable.rows.length > 0 && (
          <div>
            <h3 className="grid-head">
              Unusable index <span>share of the free memory in blocks too small</span>
            </h3>
            <IndexGrid {...unusable} pageSize={pageSize} />
          </div>
        )}
        {fragmentation.rows.length > 0 && (
          <div>
            <h3 className="grid-head">
              Fragmentation index{' '}
              <span>-1: can be served · 0: too little is free · 1: enough, in pieces</span>
            </h3>
            <IndexGrid {...fragmentation} pageSize={pageSize} />
          </div>
        )}
      </div>
      {(unusable.isPrinted || fragmentation.isPrinted) && (
        <p className="picture-note">As the kernel printed them; the text has no counts.</p>
      )}
    </Section>
  )
}
