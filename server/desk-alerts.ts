import type { SourceState } from '../shared/answer.ts'
import type { AlertItem } from '../shared/live.ts'
import { type FeedTroubles, findFeedAlerts } from './alerts/feed-troubles.ts'
import type { Clock } from './clock.ts'
import type { Ledger } from './ledger/ledger.ts'
import { readPulls } from './ledger/pulls.ts'
import { countAside } from './ledger/quarantine.ts'

/** What the alerts of the wall and the desk are made of. */
export interface DeskAlerts {
  alertsOf(sources: readonly SourceState[], now: Date): AlertItem[]
  /** Reads anew which pulls fail and which rows wait. */
  refresh(): Promise<void>
  close(): void
}

/** Failures of a pull in a row after which somebody has to look. */
const FAILURES = 3
/** Just before the full minute at which the alerts are judged. */
const LOOK_MS = 60_000
const BEFORE_MS = 5_000

/** Reads the troubles of feeds once a minute; who asks for alerts is never kept waiting for them. */
export function openDeskAlerts(
  ledger: Pick<Ledger, 'transact'>,
  clock: Clock,
  onError: (error: unknown) => void,
): DeskAlerts {
  let troubles: FeedTroubles = { failing: [], aside: [] }
  let closed = false
  const refresh = async (): Promise<void> => {
    const [pulls, aside] = await ledger.transact(async (sql) => [await readPulls(sql), await countAside(sql)] as const)
    const failing = pulls
      .filter(({ enabled, failures }) => enabled && failures >= FAILURES)
      .map(({ feed, failures, lastAt, changedAt }) => ({ feed, failures, since: lastAt ?? changedAt }))
    troubles = { failing, aside }
  }
  const next = () => new Date((Math.floor((clock.now().getTime() + BEFORE_MS) / LOOK_MS) + 1) * LOOK_MS - BEFORE_MS)
  const look = (): void => {
    stop = clock.at(next(), look)
    refresh().catch((error: unknown) => {
      if (!closed) onError(error)
    })
  }
  let stop = clock.at(next(), look)
  return {
    alertsOf: (sources, now) => findFeedAlerts(sources, troubles, now),
    refresh,
    close() {
      closed = true
      stop()
    },
  }
}
