/** Where the bar begins: the tens below both the rate and its target, so that a point of difference can be seen. */
export function scaleFloor(rate: number | null, target: number | null): number {
  const least = Math.min(rate ?? 1, target ?? 1)
  return Math.max(0, Math.floor((least - 0.05) * 10) / 10)
}
