import type { FeedRecord } from '../../shared/feed-register.ts'
import { dayOf } from '../../shared/period.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Feed } from '../ledger/ledger.ts'
import { QueryTooLong } from './errors.ts'
import { recordOf, recordOfUnit } from './feed-record.ts'
import { reportingOf } from './feed-reporting.ts'
import type { Tools } from './tools.ts'

/** What the register of sources shows of a feed beside how fresh it is. Whoever asks has been let in to the feed already. */
export interface FeedDesk {
  /** Units that reported its newest whole month; null too where that takes too long to find out for a list. */
  reporting(feed: Feed): Promise<FeedRecord['reporting']>
  /** The sender's mirror, of the whole feed or of one unit inside it. */
  record(feed: Feed, unit: string | null): Promise<FeedRecord>
}

/** Row feeds move with every push; who reported a past month hardly does. */
const KEPT_MS = 60_000
const KEPT_FEEDS = 1_000

/** @param tools - with a reading that everything is seen by: the caller's rights end at the feed */
export function createFeedDesk({ read, stateOf, ledger }: Tools): FeedDesk {
  const kept = new Map<string, { of: string; atMs: number; reporting: FeedRecord['reporting'] }>()

  const readReporting = (feed: Feed) =>
    read(SYSTEM_SCOPE, async (reading) => {
      const { set, home, now, deliveries } = await stateOf(reading, undefined, SYSTEM_SCOPE)
      const delivery = deliveries.find((one) => one.feed === feed.id)
      const today = dayOf(now)
      const of = `${today} ${delivery?.lastReceivedAt ?? ''}`
      const held = kept.get(feed.id)
      const isRow = feed.dataset === 'dossiers' || feed.dataset === 'surveys'
      if (held && (held.of === of || (isRow && performance.now() - held.atMs < KEPT_MS))) return held.reporting
      const coversTo = delivery?.coversTo ?? null
      const reporting = await reportingOf(reading, feed, { set, home, today, coversTo })
      if (kept.size >= KEPT_FEEDS) kept.clear()
      kept.set(feed.id, { of, atMs: performance.now(), reporting })
      return reporting
    })

  return {
    async reporting(feed) {
      try {
        return await readReporting(feed)
      } catch (error) {
        // A list of sources is worth more without this share than not at all.
        if (error instanceof QueryTooLong) return null
        throw error
      }
    },
    async record(feed, unit) {
      const told = await read(SYSTEM_SCOPE, async (reading) => {
        const { seq, set, calendar, now } = await stateOf(reading, undefined, SYSTEM_SCOPE)
        const arrivals = (await ledger.arrivals(reading, seq)).filter((arrival) => arrival.feed === feed.id)
        const parts = { set, calendar, now, arrivals }
        return unit === null ? recordOf(reading, feed, parts) : recordOfUnit(reading, feed, unit, parts)
      })
      const reporting = unit === null ? await readReporting(feed) : null
      return { feed: feed.id, ...told, reporting }
    },
  }
}
