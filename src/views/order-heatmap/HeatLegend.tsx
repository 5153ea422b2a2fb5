const STEPS = 9
const WIDTH = 12

/** What the heat means, and the cross. */
export function HeatLegend() {
  return (
    <div className="legend">
      <span>0</span>
      <svg width={STEPS * WIDTH} height={10} aria-hidden="true">
        {Array.from({ length: STEPS }, (_, step) => `var(--heat-${step})`).map((fill, step) => (
          <rect key={fill} x={step * WIDTH} width={WIDTH + 0.4} height={10} fill={fill} />
        ))}
      </svg>
      <span>1</span>
      <svg width={12} height={12} viewBox="0 0 16 16" aria-hidden="true">
        <path d="M4.5 4.5l7 7m0-7l-7 7" className="sign" />
      </svg>
      <span>cannot be served</span>
    </div>
  )
}
