export function speedLabel(speed: number): string {
  if (!Number.isFinite(speed)) return 'Max'
  return speed === 0.5 ? '½×' : `${speed}×`
}
