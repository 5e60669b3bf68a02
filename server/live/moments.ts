import { addDays, dayOf, startOfDay } from '../../shared/period.ts'
import type { Clock } from '../clock.ts'

const MINUTE_MS = 60_000
/** Work in public offices begins at 07:30 in most provinces; figures of "today" then begin to mean something. */
const WORKING_DAY_BEGINS_MS = 7.5 * 3_600_000
/** A timer may fire a moment early; a figure of the new day asked before midnight would be yesterday's until the next commit. */
const AFTER_MS = 250

/** The next time at which figures move although nothing was delivered: local midnight, or the beginning of the working day. */
export function nextTurn(now: Date): Date {
  const today = dayOf(now)
  const moments = [startOfDay(today).getTime() + WORKING_DAY_BEGINS_MS, startOfDay(addDays(today, 1)).getTime()]
  return new Date(Math.min(...moments.map((moment) => moment + AFTER_MS).filter((moment) => moment > now.getTime())))
}

/** The next full minute. */
export function nextMinute(now: Date): Date {
  return new Date(Math.floor(now.getTime() / MINUTE_MS + 1) * MINUTE_MS)
}

/** Runs something at each moment that `next` names, until the answer is called. */
export function everyTime(clock: Clock, next: (now: Date) => Date, run: () => void): () => void {
  let stop = () => {}
  const wait = () => {
    stop = clock.at(next(clock.now()), () => {
      wait()
      run()
    })
  }
  wait()
  return () => stop()
}
