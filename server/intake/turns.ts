/** Lets some work begin when it is its turn. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/** Lets a few run at once and the others wait in order. */
export function createTurns(atOnce: number): Turn {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
