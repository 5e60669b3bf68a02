import { type Day, ZONE } from '../../shared/period.ts'
import type { Actor } from '../../shared/roles.ts'
import { toJson } from './batches.ts'
import type { Connection } from './connection.ts'
import { FeedConflict } from './errors.ts'
import type { Arrival, Feed, Sql } from './ledger.ts'

const COLUMNS = 'id, title, dataset, owner, unit, namespace, mode, tree, cadence, sample, system'
const READ = `${COLUMNS}, no_due_date as "noDueDate", needs_approval as "needsApproval", registered_at as "registeredAt"`

/** All registered feeds, by id. */
export async function readFeeds(connection: Connection): Promise<Feed[]> {
  const { rows } = await connection.query<Feed>(`select ${READ} from feeds order by id`)
  return rows
}

/** The feeds that were registered at a moment, as they were then: what changed later is taken back. */
export async function readFeedsAt(connection: Connection, moment: Date): Promise<Feed[]> {
  const { rows } = await connection.query<Feed>(
    `select ${READ} from (
       select held.* from feeds f
         left join lateral (select c.before from feed_changes c where c.feed = f.id and c.at > $1 order by c.at limit 1) later on true
        cross join lateral jsonb_populate_record(null::feeds, coalesce(later.before, to_jsonb(f))) held
        where f.registered_at <= $1) feeds order by id`,
    [moment],
  )
  return rows
}

/** The feed of that id, if there is one. */
export async function readFeed(connection: Connection, id: string): Promise<Feed | null> {
  const { rows } = await connection.query<Feed>(`select ${READ} from feeds where id = $1`, [id])
  return rows[0] ?? null
}

/** Lets one transaction after the other register or change a feed, also one that is not there yet. */
export async function lockFeed(connection: Connection, id: string): Promise<void> {
  await connection.query('select pg_advisory_xact_lock(7604005, hashtext($1))', [id])
}

/**
 * Registers a feed, or changes what may change of one that is known; what changed is written down with who did it. A switch
 * that the call leaves out stays as it is.
 *
 * @throws FeedConflict when dataset or namespace differ from the registered ones
 */
export async function writeFeed(connection: Connection, feed: Feed, actor: Actor, at: Date): Promise<Feed> {
  await connection.query(
    `with held as (select to_jsonb(f) as feed from feeds f where f.id = $1),
     written as (
       insert into feeds (${COLUMNS}, registered_by, registered_at, no_due_date, needs_approval)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, coalesce($14, 'unclassified'), coalesce($17, false))
       on conflict (id) do update set title = $2, owner = $4, unit = $5, mode = $7, tree = $8, cadence = $9,
             no_due_date = coalesce($14, feeds.no_due_date), needs_approval = coalesce($17, feeds.needs_approval)
        where feeds.dataset = $3 and feeds.namespace = $6
       returning feeds as feed)
     insert into feed_changes (feed, at, actor, role, reason, before, after)
     select $1, $13, $12, $15, $16, held.feed, to_jsonb(written.feed)
       from written left join held on true where held.feed is distinct from to_jsonb(written.feed)`,
    [
      feed.id,
      feed.title,
      feed.dataset,
      feed.owner,
      feed.unit,
      feed.namespace,
      feed.mode,
      feed.tree,
      toJson(feed.cadence),
      feed.sample,
      feed.system,
      actor.name,
      at,
      feed.noDueDate ?? null,
      actor.role,
      actor.reason ?? null,
      feed.needsApproval ?? null,
    ],
  )
  const held = await readFeed(connection, feed.id)
  if (held?.dataset !== feed.dataset) throw new FeedConflict(feed.id, 'dataset')
  if (held.namespace !== feed.namespace) throw new FeedConflict(feed.id, 'namespace')
  return held
}

/** When each feed's last batch that counted at a seq arrived, and the newest day that any of them speaks of. */
export function readDeliveries(
  sql: Sql,
  seq: number,
): Promise<{ feed: string; lastReceivedAt: string; coversTo: Day | null }[]> {
  return sql.query(
    `select feed, max(received_at) as "lastReceivedAt", max(covers_to) as "coversTo" from batches
      where seq <= $1 and (withdrawn_seq is null or withdrawn_seq > $1) group by feed order by feed`,
    [seq],
  )
}

/** On which local days each feed delivered, of what counted at a seq, with the first moment of each; in order. */
export function readArrivals(sql: Sql, seq: number): Promise<Arrival[]> {
  return sql.query(
    `select feed, (received_at at time zone '${ZONE}')::date as day, min(received_at) as "firstAt",
            (array_agg(id order by received_at, id))[1] as batch from batches
      where seq <= $1 and (withdrawn_seq is null or withdrawn_seq > $1) group by 1, 2 order by 1, 2`,
    [seq],
  )
}
