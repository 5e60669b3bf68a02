/** Work that is due for some things, each a turn at a time. */
export interface Turns<T> {
  /** This thing is due. While it waits or works, asking again makes it due once more, not twice. @param delayMs - not before */
  add(thing: T, delayMs?: number): void
  drop(thing: T): void
  close(): void
}

/**
 * Gives turns in the order in which things became due: a few at a time, and to each thing at most one per spacing.
 *
 * @param work - never rejects; what goes wrong in a turn is its own affair
 */
export function createTurns<T>(
  work: (thing: T) => Promise<void>,
  { spacingMs, concurrency }: { spacingMs: number; concurrency: number },
): Turns<T> {
  /** Thing → the earliest moment of its turn. */
  const due = new Map<T, number>()
  const working = new Map<T, number>()
  const rested = new Map<T, number>()
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function next(): void {
    clearTimeout(timer)
    const now = performance.now()
    let soonest = Number.POSITIVE_INFINITY
    for (const [thing, from] of due) {
      if (working.size >= concurrency || closed) return
      if (working.has(thing)) continue
      if (from <= now) void start(thing)
      else soonest = Math.min(soonest, from)
    }
    for (const [thing, until] of rested) if (until <= now) rested.delete(thing)
    if (soonest < Number.POSITIVE_INFINITY) timer = setTimeout(next, Math.ceil(soonest - now))
  }

  async function start(thing: T): Promise<void> {
    due.delete(thing)
    const until = performance.now() + spacingMs
    working.set(thing, until)
    await work(thing)
    working.delete(thing)
    rested.set(thing, until)
    const from = due.get(thing)
    if (from !== undefined) due.set(thing, Math.max(from, until))
    next()
  }

  return {
    add(thing, delayMs = 0) {
      const from = Math.max(performance.now() + delayMs, rested.get(thing) ?? 0)
      due.set(thing, Math.min(from, due.get(thing) ?? from))
      next()
    },
    drop(thing) {
      due.delete(thing)
      rested.delete(thing)
    },
    close() {
      closed = true
      clearTimeout(timer)
      due.clear()
    },
  }
}
