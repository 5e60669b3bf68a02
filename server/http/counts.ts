/** Counts of calls in windows of time, one for each key. */
export interface Counts {
  /** Counts a call. How long, in ms, the caller has to wait; 0 when the call is within the limit. */
  take(key: string): number
  /** How many keys are held. */
  size(): number
}

export interface CountsOptions {
  windowMs: number
  /** Calls in one window. */
  most: number
  /** Keys that are held in each of two halves. */
  held?: number
  /** A clock that never goes back. */
  monotonicMs?: () => number
}

interface Window {
  count: number
  endsMs: number
}

const HELD = 10_000

/**
 * A key's window begins with its first call. Memory is bounded: what is forgotten is a count, so a flood of strange keys can
 * never get anybody refused. Nor does it wash away the counts that matter: keys that used up half of their calls are held
 * apart, and only as many others that did so too push them out, the oldest first.
 */
export function createCounts(options: CountsOptions): Counts {
  const { windowMs, most, held = HELD, monotonicMs = () => performance.now() } = options
  const fresh = new Map<string, Window>()
  const busy = new Map<string, Window>()

  function put(half: Map<string, Window>, key: string, window: Window): void {
    half.set(key, window)
    const oldest = half.keys().next()
    if (half.size > held && !oldest.done) half.delete(oldest.value)
  }

  function windowOf(key: string, now: number): Window {
    const window = busy.get(key) ?? fresh.get(key)
    if (window && window.endsMs > now) return window
    busy.delete(key)
    fresh.delete(key)
    const begun = { count: 0, endsMs: now + windowMs }
    put(fresh, key, begun)
    return begun
  }

  return {
    take(key) {
      const now = monotonicMs()
      const window = windowOf(key, now)
      if (window.count >= most) return Math.max(1, window.endsMs - now)
      window.count += 1
      if (window.count * 2 > most && fresh.delete(key)) put(busy, key, window)
      return 0
    },
    size: () => fresh.size + busy.size,
  }
}
