import type { Sql } from '../ledger/ledger.ts'
import { voidLinks } from './links.ts'
import { moveRights } from './store.ts'

/** Whose sessions end. */
export interface Ending {
  person: string
  /** Stored id of the one session that goes on. */
  but?: string
}

/**
 * Ends the sessions of a person on every server of this database; belongs into the transaction that gives the reason.
 *
 * @returns how many were still open
 */
export async function endSessions(sql: Sql, { person, but }: Ending, at: Date): Promise<number> {
  const ended = await sql.query<{ id: string }>(
    'update sessions set ended_at = $2 where person = $1 and ended_at is null and ($3::text is null or id <> $3) returning id',
    [person, at, but ?? null],
  )
  await moveRights(sql)
  return ended.length
}

/** Ends what the first operator came in by: with an account of an operator there, links no longer stand for one. */
export async function endOperatorLinks(sql: Sql, at: Date): Promise<void> {
  await voidLinks(sql, 'operator', at)
  await sql.query(`update sessions set ended_at = $1 where person is null and role = 'operator' and ended_at is null`, [
    at,
  ])
}
