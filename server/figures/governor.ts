import { Busy, QueryTooLong } from './errors.ts'

/** A statement ran into its time limit: as PostgreSQL says it, and as the ledger does. */
const CANCELLED: readonly unknown[] = ['57014', 'IOC_READ_TOO_LONG']

/** Lets few questions run at once, some wait, and refuses the rest, so that a storm of queries cannot starve a commit. */
export type Governor = <T>(work: () => Promise<T>) => Promise<T>

/**
 * @param running - how many run at once
 * @param waiting - how many may queue
 * @throws Busy when the queue is full, QueryTooLong when the store cut the work
 */
export function createGovernor(running = 4, waiting = 32): Governor {
  let free = running
  const queue: (() => void)[] = []

  async function enter(): Promise<void> {
    if (free > 0) {
      free -= 1
      return
    }
    if (queue.length >= waiting) throw new Busy()
    await new Promise<void>((resolve) => queue.push(resolve))
  }

  function leave(): void {
    const next = queue.shift()
    if (next) next()
    else free += 1
  }

  return async (work) => {
    await enter()
    try {
      return await work()
    } catch (error) {
      throw isCancelled(error) ? new QueryTooLong() : error
    } finally {
      leave()
    }
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CANCELLED.includes(error.code)
}
