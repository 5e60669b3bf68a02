/** Lets a rush through, then so many a second. */
export interface Bucket {
  /** Takes one; false when there is none left. */
  take(): boolean
  /** How long, in ms, more has been asked than there was; 0 when the asker calmed down. */
  overForMs(): number
}

/** @param monotonicMs - a clock that never goes back */
export function createBucket(perSecond: number, rush: number, monotonicMs = () => performance.now()): Bucket {
  let left = rush
  let filledAt = monotonicMs()
  let overSince: number | null = null
  const fill = () => {
    const now = monotonicMs()
    left = Math.min(rush, left + ((now - filledAt) / 1_000) * perSecond)
    filledAt = now
    if (left >= rush / 2) overSince = null
    return now
  }
  return {
    take() {
      const now = fill()
      if (left < 1) {
        overSince ??= now
        return false
      }
      left -= 1
      return true
    },
    overForMs() {
      const now = fill()
      return overSince === null ? 0 : now - overSince
    },
  }
}
