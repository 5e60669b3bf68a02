import type { Batch } from '../../shared/batch.ts'
import type { Scope } from '../../shared/roles.ts'
import type { UnitSet } from '../../shared/units.ts'
import { checkId, readBatches, toBatch } from './batches.ts'
import type { Connection, Pool } from './connection.ts'
import { BatchUnknown } from './errors.ts'
import { readFeed, readFeeds, readFeedsAt } from './feeds.ts'
import { withSameBytes } from './kept-bytes.ts'
import type { BatchFilter, Feed, Ledger } from './ledger.ts'
import { readOrigins } from './origins.ts'
import { coveredUnits, coversFeed, deskWall } from './scope.ts'
import { transaction } from './transaction.ts'
import { stepBehind } from './walls.ts'

/** Looks at feeds and deliveries, as far as a scope covers them. */
export type Desk = Pick<Ledger, 'feeds' | 'feed' | 'batch' | 'batches' | 'origins'>

/**
 * Two walls: who is restricted reads behind that of the database, and what comes through is filtered once more here.
 *
 * @param pool - connections that no one waits for while he holds another of them
 */
export function openDesk(pool: Pool, unitsNow: () => Promise<UnitSet>): Desk {
  const look = async <T>(
    scope: Scope,
    work: (connection: Connection, sees: (feed: Pick<Feed, 'unit' | 'system'>) => boolean) => Promise<T>,
  ): Promise<T> => {
    if (scope.units === 'all') return work(pool, () => true)
    const set = await unitsNow()
    const wall = deskWall(scope, set)
    const sees = (feed: Pick<Feed, 'unit' | 'system'>) => coversFeed(coveredUnits(scope, set), feed)
    if (wall === null) return work(pool, sees)
    return transaction(pool, async (connection) => {
      await stepBehind(connection, wall)
      return work(connection, sees)
    })
  }
  /** What a feed was is told by its changes, which the role does not see: only the filter here stands before them. */
  const feedsAt = async (scope: Scope, at: Date): Promise<Feed[]> => {
    const covered = scope.units === 'all' ? 'all' : coveredUnits(scope, await unitsNow())
    return (await readFeedsAt(pool, at)).filter((feed) => coversFeed(covered, feed))
  }
  return {
    feeds: (scope, at) =>
      at === undefined
        ? look(scope, async (connection, sees) => (await readFeeds(connection)).filter(sees))
        : feedsAt(scope, at),
    feed: (id, scope) =>
      look(scope, async (connection, sees) => {
        const feed = await readFeed(connection, id)
        return feed && sees(feed) ? feed : null
      }),
    async batch(id, scope) {
      if (!isId(id)) return null
      return look(scope, async (connection, sees) => {
        const [batch] = await readBatches(connection, 'b.id = $1', [id])
        if (!batch) return null
        const feed = batch.receivedBy === scope.actor ? null : await readFeed(connection, batch.feed)
        if (batch.receivedBy !== scope.actor && !(feed && sees(feed))) return null
        return (await withSameBytes(connection, [toBatch(batch)]))[0] ?? null
      })
    },
    async batches(filter: BatchFilter, scope: Scope): Promise<Batch[]> {
      const { dataset = null, feed = null, state = null, limit = 100 } = filter
      return look(scope, async (connection, sees) => {
        const feeds = (await readFeeds(connection)).filter(sees).map(({ id }) => id)
        const found = await readBatches(
          connection,
          `(b.feed = any($1) or b.received_by = $2) and ($3::text is null or b.dataset = $3)
            and ($4::text is null or b.feed = $4) and ($5::text is null or b.state = $5)
            order by b.received_at desc, b.id limit $6`,
          [feeds, scope.actor, dataset, feed, state, limit],
        )
        return withSameBytes(connection, found.map(toBatch))
      })
    },
    origins: (ids, scope) =>
      look(scope, async (connection, sees) => {
        const feeds = (await readFeeds(connection)).filter(sees).map(({ id }) => id)
        return readOrigins(connection, ids, feeds, scope.actor)
      }),
  }
}

function isId(id: string): boolean {
  try {
    return checkId(id) === id
  } catch (error) {
    if (error instanceof BatchUnknown) return false
    throw error
  }
}
