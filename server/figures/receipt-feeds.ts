import type { ReceiptFeed } from '../../shared/receipt.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Ledger, Reading } from '../ledger/ledger.ts'
import type { Context } from './context.ts'
import { sourceStates, sourcesOf } from './freshness.ts'
import { datasetsOf } from './reach.ts'

/** The last delivery of a feed that counted at a seq. */
interface LastBatch {
  feed: string
  id: string
  seq: number
  committedAt: string
}

/**
 * The feeds that rows of a figure come from, those with most rows first. A zero comes from no row: there it is the feeds
 * that have delivered for the unit, for it is they who say that there was nothing.
 */
export async function feedsOf(
  context: Context,
  rows: ReadonlyMap<string, number>,
  ledger: Pick<Ledger, 'origins'>,
  scope: Scope,
): Promise<ReceiptFeed[]> {
  const { resolved, set, feeds, deliveries, calendar, reading } = context
  const counted = [...rows.values()].some((n) => n > 0)
  const speaking = sourcesOf(feeds, datasetsOf(resolved), set, resolved)
  const shown = counted
    ? feeds.filter(({ id }) => (rows.get(id) ?? 0) > 0)
    : speaking.filter(({ id }) => deliveries.some(({ feed }) => feed === id))
  const last = await lastBatches(
    reading,
    resolved.seq,
    shown.map(({ id }) => id),
  )
  const names = await ledger.origins(
    last.map(({ id }) => id),
    scope,
  )
  return sourceStates(shown, deliveries, calendar, resolved.now)
    .map((state) => {
      const batch = last.find(({ feed }) => feed === state.feed)
      const file = names.find(({ id }) => id === batch?.id)?.file ?? null
      return {
        ...state,
        owner: shown.find(({ id }) => id === state.feed)?.owner ?? null,
        rows: rows.get(state.feed) ?? 0,
        lastBatch: batch ? { id: batch.id, file, seq: batch.seq, committedAt: batch.committedAt } : null,
      }
    })
    .sort((a, b) => b.rows - a.rows)
}

function lastBatches(reading: Reading, seq: number, feeds: readonly string[]): Promise<LastBatch[]> {
  return reading.query<LastBatch>(
    `select distinct on (feed) feed, id, seq, committed_at as "committedAt" from batches
      where feed = any($1::text[]) and seq <= $2::bigint and (withdrawn_seq is null or withdrawn_seq > $2::bigint)
      order by feed, seq desc, received_at desc`,
    [feeds, seq],
  )
}
