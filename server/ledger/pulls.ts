import type { PullSettings, PullStatus } from '../../shared/feed-register.ts'
import type { Sql } from './ledger.ts'

/** How a feed fetches its file, with how it went so far. */
export interface Pull extends PullSettings {
  feed: string
  /** What the address said of the file that came last, so that it is asked for only when it is another. */
  etag: string | null
  modified: string | null
  sha256: string | null
  lastAt: string | null
  lastOutcome: PullStatus['lastOutcome']
  problem: PullStatus['problem']
  lastBatch: string | null
  failures: number
  nextAt: string | null
  changedAt: string
}

/** What became of one call. */
export interface PullResult {
  at: Date
  outcome: NonNullable<PullStatus['lastOutcome']>
  problem: PullStatus['problem']
  failures: number
  nextAt: Date
}

const READ = `feed, url, every_minutes as "everyMinutes", enabled, auto_commit as "autoCommit", etag, modified, sha256,
  last_at as "lastAt", last_outcome as "lastOutcome", problem, last_batch as "lastBatch", failures, next_at as "nextAt",
  changed_at as "changedAt"`

/** All feeds that fetch their file themselves. */
export function readPulls(sql: Sql): Promise<Pull[]> {
  return sql.query(`select ${READ} from feed_pulls order by feed`)
}

/** How one feed fetches its file; null where it does not. */
export async function readPull(sql: Sql, feed: string): Promise<Pull | null> {
  const [pull] = await sql.query<Pull>(`select ${READ} from feed_pulls where feed = $1`, [feed])
  return pull ?? null
}

/** Sets how a feed fetches its file. What is known of the file at another address is forgotten; the first call is due at once. */
export async function writePull(
  sql: Sql,
  feed: string,
  settings: PullSettings,
  actor: string,
  at: Date,
): Promise<void> {
  await sql.query(
    `insert into feed_pulls (feed, url, every_minutes, enabled, auto_commit, next_at, actor, changed_at)
     values ($1, $2, $3, $4, $5, case when $4 then $7::timestamptz end, $6, $7)
     on conflict (feed) do update
        set url = $2, every_minutes = $3, enabled = $4, auto_commit = $5, actor = $6, changed_at = $7, failures = 0,
            next_at = case when $4 then $7::timestamptz end,
            etag = case when feed_pulls.url = $2 then feed_pulls.etag end,
            modified = case when feed_pulls.url = $2 then feed_pulls.modified end,
            sha256 = case when feed_pulls.url = $2 then feed_pulls.sha256 end`,
    [feed, settings.url, settings.everyMinutes, settings.enabled, settings.autoCommit, actor, at],
  )
}

/** @returns whether there was one */
export async function deletePull(sql: Sql, feed: string): Promise<boolean> {
  return (await sql.query('delete from feed_pulls where feed = $1 returning feed', [feed])).length > 0
}

/**
 * Takes the pull that has been due the longest, so that no other server takes it until the claim runs out; with a feed that
 * one, due or not.
 */
export async function claimPull(sql: Sql, at: Date, until: Date, feed: string | null): Promise<Pull | null> {
  const [pull] = await sql.query<Pull>(
    `update feed_pulls set claimed_until = $2 where feed = (
       select feed from feed_pulls
        where (claimed_until is null or claimed_until <= $1)
          and case when $3::text is null then enabled and next_at <= $1 else feed = $3 end
        order by next_at limit 1 for update skip locked)
     returning ${READ}`,
    [at, until, feed],
  )
  return pull ?? null
}

/** A new file lies in a delivery: from now on it is the one that came last. Nothing is kept where the settings changed meanwhile. */
export async function noteFile(
  sql: Sql,
  { feed, changedAt }: Pick<Pull, 'feed' | 'changedAt'>,
  file: { etag: string | null; modified: string | null; sha256: string; batch: string | null },
): Promise<void> {
  await sql.query(
    `update feed_pulls set etag = $3, modified = $4, sha256 = $5, last_batch = coalesce($6, last_batch)
      where feed = $1 and changed_at = $2`,
    [feed, changedAt, file.etag, file.modified, file.sha256, file.batch],
  )
}

/** Writes down how a call went and gives the claim back. */
export async function finishPull(
  sql: Sql,
  { feed, changedAt }: Pick<Pull, 'feed' | 'changedAt'>,
  { at, outcome, problem, failures, nextAt }: PullResult,
): Promise<void> {
  await sql.query(
    `update feed_pulls set claimed_until = null, last_at = $3, last_outcome = $4, problem = $5,
            failures = case when changed_at = $2 then $6 else failures end,
            next_at = case when changed_at = $2 and enabled then $7::timestamptz else next_at end
      where feed = $1`,
    [feed, changedAt, at, outcome, problem === null ? null : JSON.stringify(problem), failures, nextAt],
  )
}
