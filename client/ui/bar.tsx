import type { Standing } from './standing.tsx'

interface BarProps {
  /** Share of the track that is filled, 0–1. */
  fill: number
  /** Place of the target on the track, 0–1; null = none. */
  tick?: number | null
  standing?: Standing
}

/** A bar with the target as a gold tick on it. Says nothing by itself: the numbers stand beside it. */
export function Bar({ fill, tick = null, standing = 'none' }: BarProps) {
  return (
    <span className="bar" data-standing={standing} aria-hidden="true">
      <span className="bar-fill" style={{ width: percent(fill) }} />
      {tick !== null && tick >= 0 && tick <= 1 && <span className="bar-tick" style={{ left: percent(tick) }} />}
    </span>
  )
}

function percent(share: number): string {
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`
}
