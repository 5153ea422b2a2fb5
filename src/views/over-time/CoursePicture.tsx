import { type PointerEvent, useMemo } from 'react'
import { formatBytes, shortBytes } from '../../core/units.ts'
import { ask, type Course, type Look, usePaste } from '../../store/paste.ts'
import { pointIn } from '../../ui/point-in.ts'
import { useSize } from '../../ui/useSize.ts'
import { CourseCells } from './CourseCells.tsx'
import { curveOf, freePagesOf, layoutRows, momentAt, timeAxis, xOf } from './layout.ts'
import { MomentRange } from './MomentRange.tsx'

interface CoursePictureProps {
  readonly course: Course
  readonly look: Look
}

const LEAST_BEAM = 6

/** The heatmap over time, scrubbed by the range under it or by pointing into it. */
export function CoursePicture({ course, look }: CoursePictureProps) {
  const [measure, { width }] = useSize()
  const asked = usePaste((state) => state.question.moment)
  const shown = usePaste((state) => state.overview?.moments.shown ?? 0)
  const against = usePaste((state) => state.question.against)
  const axis = useMemo(() => timeAxis(width, course.moments), [width, course.moments])
  const rows = useMemo(() => layoutRows(course.orders), [course.orders])
  const curve = useMemo(
    () => curveOf(freePagesOf(course), course.stride, axis, rows),
    [course, axis, rows],
  )
  const pageSize = look.diagnosis.pageSize.bytes
  const moment = Math.min(asked ?? shown, course.moments - 1)
  const isBeam = axis.pitch >= LEAST_BEAM
  /** A line through a column's numbers would cross them out. */
  const pinTop = isBeam ? rows.curveTop : rows.top
  const follow = (event: PointerEvent<HTMLElement>) =>
    ask({ moment: momentAt(axis, pointIn(event.currentTarget, width, event).x) })
  return (
    <div
      ref={measure}
      className="course"
      style={{ height: rows.height }}
      onPointerDown={(event) => {
        if (event.button !== 0 || event.target instanceof HTMLInputElement) return
        event.currentTarget.setPointerCapture(event.pointerId)
        follow(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event)
      }}
    >
      {width > 0 && (
        <>
          <CourseCells course={course} axis={axis} rows={rows} width={width} />
          <svg width={width} height={rows.height} aria-hidden="true" className="course-over">
            {Array.from({ length: course.orders }, (_, order) => order).map((order) => (
              <text
                key={order}
                className="picture-detail"
                x={axis.left - 12}
                y={rows.top + (course.orders - 1 - order) * rows.pitch + 13}
                textAnchor="end"
              >
                <tspan className="mono picture-name">{order}</tspan>
                {axis.left > 60 && <tspan dx={8}>{shortBytes(2 ** order * pageSize)}</tspan>}
              </text>
            ))}
            <text
              className="picture-detail"
              x={axis.left - 12}
              y={rows.curveBottom - 16}
              textAnchor="end"
            >
              <tspan>free</tspan>
              <tspan x={axis.left - 12} dy={14}>
                {axis.left > 60
                  ? `0 to ${formatBytes(curve.most * pageSize)}`
                  : shortBytes(curve.most * pageSize)}
              </tspan>
            </text>
            <path d={curve.area} className="area-free" />
            <path d={curve.line} className="curve-free" fill="none" />
            {against !== null && (
              <Pin x={xOf(axis, against)} letter="A" top={pinTop} bottom={rows.trackY} />
            )}
            {isBeam && (
              <rect
                className="step-beam"
                x={xOf(axis, moment) - axis.pitch / 2}
                y={2}
                width={axis.pitch}
                height={rows.trackY - 2}
                rx={4}
              />
            )}
            <Pin
              x={xOf(axis, moment)}
              letter={against === null ? '' : 'B'}
              top={pinTop}
              bottom={rows.trackY}
            />
          </svg>
          <MomentRange axis={axis} rows={rows} moment={moment} look={look} />
        </>
      )}
    </div>
  )
}

interface PinProps {
  readonly x: number
  readonly letter: string
  readonly top: number
  readonly bottom: number
}

function Pin({ x, letter, top, bottom }: PinProps) {
  return (
    <g className="pin">
      <line x1={x} x2={x} y1={top - 4} y2={bottom} data-letter={letter} />
      {letter && (
        <text x={x} y={bottom + 20} textAnchor="middle">
          {letter}
        </text>
      )}
    </g>
  )
}
