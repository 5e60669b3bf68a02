const MOST_HELD = 1_000

/**
 * Lets each key through at most once in a time. While more keys are at it than are held, the new ones are left out:
 * a flood of names may not fill the audit.
 */
export function createSeldom(everyMs: number, monotonicMs = () => performance.now()): (key: string) => boolean {
  const until = new Map<string, number>()
  return (key) => {
    const now = monotonicMs()
    for (const [old, end] of until) {
      if (end > now) break
      until.delete(old)
    }
    if (until.has(key) || until.size >= MOST_HELD) return false
    until.set(key, now + everyMs)
    return true
  }
}
