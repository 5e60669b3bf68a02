/** Where the program takes the time from, so that midnight can be tried at noon. */
export interface Clock {
  now(): Date
  /** Runs something once the clock reaches a moment (at once if it has passed); the answer cancels it. */
  at(time: Date, run: () => void): () => void
}

const LONGEST_TIMER_MS = 2 ** 31 - 1

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  at(time, run) {
    let timer: NodeJS.Timeout
    const wait = () => {
      const left = time.getTime() - Date.now()
      timer = left > LONGEST_TIMER_MS ? setTimeout(wait, LONGEST_TIMER_MS) : setTimeout(run, Math.max(0, left))
      timer.unref()
    }
    wait()
    return () => clearTimeout(timer)
  },
}

/** A clock that stands still until it is moved. */
export interface SetClock extends Clock {
  /** Moves the clock and runs, in order, everything that was due on the way. */
  set(time: Date): void
}

/** @param start - the moment at which it stands */
export function createSetClock(start: Date): SetClock {
  let now = start
  const waiting = new Set<{ time: Date; run: () => void }>()
  return {
    now: () => now,
    at(time, run) {
      const entry = { time, run }
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    set(time) {
      for (;;) {
        const due = [...waiting]
          .filter((entry) => entry.time <= time)
          .sort((a, b) => a.time.getTime() - b.time.getTime())[0]
        if (!due) break
        waiting.delete(due)
        if (due.time > now) now = due.time
        due.run()
      }
      now = time
    },
  }
}

/** The machine's clock moved to another moment, for whole-process test runs: it starts at `start` and runs on at normal speed. */
export function createShiftedClock(start: Date): Clock {
  const shiftMs = start.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + shiftMs),
    at: (time, run) => systemClock.at(new Date(time.getTime() - shiftMs), run),
  }
}
