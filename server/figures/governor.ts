import { Abandoned, Busy, QueryTooLong } from './errors.ts'

/** A statement ran into its time limit: as PostgreSQL says it, and as the ledger does. */
const CANCELLED: readonly unknown[] = ['57014', 'IOC_READ_TOO_LONG']

/** Lets few questions run at once, some wait, and refuses the rest, so that a storm of queries cannot starve a commit. */
export interface Governor {
  /** @param signal - whoever asked has gone: what waits is not begun */
  <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>
  running(): number
  waiting(): number
}

/**
 * @param running - how many run at once
 * @param waiting - how many may queue
 * @throws Busy when the queue is full, QueryTooLong when the store cut the work, Abandoned when nobody waits for it any more
 */
export function createGovernor(running = 4, waiting = 32): Governor {
  let free = running
  const queue: (() => void)[] = []

  async function enter(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) throw new Abandoned()
    if (free > 0) {
      free -= 1
      return
    }
    if (queue.length >= waiting) throw new Busy()
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        queue.splice(queue.indexOf(begin), 1)
        reject(new Abandoned())
      }
      const begin = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      queue.push(begin)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  function leave(): void {
    const next = queue.shift()
    if (next) next()
    else free += 1
  }

  async function govern<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await enter(signal)
    try {
      return await work()
    } catch (error) {
      throw isCancelled(error) ? new QueryTooLong() : error
    } finally {
      leave()
    }
  }
  return Object.assign(govern, { running: () => running - free, waiting: () => queue.length })
}

function isCancelled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && CANCELLED.includes(error.code)
}
