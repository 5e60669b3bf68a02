import type { SourceState } from '../../shared/answer.ts'
import type { FeedRecord } from '../../shared/feed-register.ts'
import { dayOf } from '../../shared/period.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import type { Feed } from '../ledger/ledger.ts'
import { QueryTooLong } from './errors.ts'
import { recordOf, recordOfUnit } from './feed-record.ts'
import { BY_UNIT, reportingOf } from './feed-reporting.ts'
import type { Tools } from './tools.ts'

/** When a feed's last delivery came, and until which day it speaks. */
export type Delivered = Pick<SourceState, 'lastReceivedAt' | 'coversTo'>

/** What the register of sources shows of a feed beside how fresh it is. Whoever asks has been let in to the feed already. */
export interface FeedDesk {
  /** Units that reported its newest whole month; null too where that takes too long to find out for a list. */
  reporting(feed: Feed, delivered: Delivered): Promise<FeedRecord['reporting']>
  /** The sender's mirror, of the whole feed or of one unit inside it. */
  record(feed: Feed, unit: string | null): Promise<FeedRecord>
}

/** Row feeds move with every push; who reported a past month hardly does. */
const MOVING: ReadonlySet<string> = new Set(['dossiers', 'surveys'])
const KEPT_MS = 60_000
const KEPT_FEEDS = 1_000

/** @param tools - with a reading that everything is seen by: the caller's rights end at the feed */
export function createFeedDesk({ read, stateOf, ledger, clock }: Tools): FeedDesk {
  const kept = new Map<string, { of: string; atMs: number; reporting: FeedRecord['reporting'] }>()

  const readReporting = async (feed: Feed, { lastReceivedAt, coversTo }: Delivered) => {
    if (!BY_UNIT.has(feed.dataset) || coversTo === null) return null
    const today = dayOf(clock.now())
    const of = `${today} ${lastReceivedAt}`
    const held = kept.get(feed.id)
    const isYoung = held !== undefined && MOVING.has(feed.dataset) && performance.now() - held.atMs < KEPT_MS
    if (held?.of === of || (isYoung && held.reporting !== null)) return held.reporting
    const reporting = await read(SYSTEM_SCOPE, async (reading) => {
      const { set, home } = await stateOf(reading, undefined, SYSTEM_SCOPE)
      return reportingOf(reading, feed, { set, home, today, coversTo })
    })
    if (kept.size >= KEPT_FEEDS) kept.clear()
    kept.set(feed.id, { of, atMs: performance.now(), reporting })
    return reporting
  }

  return {
    async reporting(feed, delivered) {
      try {
        return await readReporting(feed, delivered)
      } catch (error) {
        // A list of sources is worth more without this share than not at all.
        if (error instanceof QueryTooLong) return null
        throw error
      }
    },
    async record(feed, unit) {
      const told = await read(SYSTEM_SCOPE, async (reading) => {
        const { seq, set, calendar, now, deliveries } = await stateOf(reading, undefined, SYSTEM_SCOPE)
        const arrivals = (await ledger.arrivals(reading, seq)).filter((arrival) => arrival.feed === feed.id)
        const parts = { set, calendar, now, arrivals }
        const record =
          unit === null ? await recordOf(reading, feed, parts) : await recordOfUnit(reading, feed, unit, parts)
        return { record, delivered: deliveries.find((one) => one.feed === feed.id) }
      })
      const reporting = unit === null && told.delivered ? await readReporting(feed, told.delivered) : null
      return { feed: feed.id, ...told.record, reporting }
    },
  }
}
