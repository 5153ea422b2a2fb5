/** The brand's mark: a block, its halves, a quarter; the free one hollow. */
export function Mark() {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true" className="flex-none">
      <rect x="1" y="2" width="20" height="5" rx="1.6" fill="currentColor" />
      <rect x="1" y="9" width="9.2" height="5" rx="1.6" fill="var(--accent)" />
      <rect
        x="12.5"
        y="9.7"
        width="7.8"
        height="3.6"
        rx="1.2"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
      />
      <rect x="1" y="16" width="3.9" height="4" rx="1" fill="currentColor" />
      <rect x="6.3" y="16" width="3.9" height="4" rx="1" fill="currentColor" />
    </svg>
  )
}
