import { formatCount } from '../../core/units.ts'
import { followZone, usePaste } from '../../store/paste.ts'
import { Section } from '../../ui/Section.tsx'
import { StayPut } from '../../ui/StayPut.tsx'
import { Compared } from './Compared.tsx'
import { CountLegend } from './CountLegend.tsx'
import { CoursePicture } from './CoursePicture.tsx'
import { mostOf } from './layout.ts'

/** All moments of the text at once: free blocks by order, and which moment is looked at. */
export function OverTime() {
  const course = usePaste((state) => state.course)
  const look = usePaste((state) => state.look)
  if (!course || !look) return null
  const { zones } = look.diagnosis
  const chosen = course.zone ? `${course.zone.node} ${course.zone.zone}` : ''
  const follow = (key: string) =>
    void followZone(zones.find(({ node, zone }) => `${node} ${zone}` === key) ?? null)
  return (
    <Section
      title="Over time"
      note="free blocks of each order; across: one after another, not by the clock"
      aside={
        <>
          <CountLegend most={mostOf(course)} />
          {zones.length > 1 && (
            <select
              className="order-menu"
              aria-label="Zone over time"
              value={chosen}
              onChange={({ target }) => follow(target.value)}
            >
              <option value="">all zones together</option>
              {zones.map(({ node, zone }) => (
                <option key={`${node} ${zone}`} value={`${node} ${zone}`}>
                  Node {node}, zone {zone}
                </option>
              ))}
            </select>
          )}
        </>
      }
    >
      <StayPut>
        <CoursePicture course={course} look={look} />
      </StayPut>
      {course.stride > 1 && (
        <p className="picture-note">
          Every {formatCount(course.stride)}th of {formatCount(course.moments)} is drawn; the range
          reaches all of them.
        </p>
      )}
      <Compared look={look} moments={course.moments} />
    </Section>
  )
}
