import { createHash } from 'node:crypto'
import type { SessionItem } from '../../shared/access.ts'
import type { Sql } from '../ledger/ledger.ts'
import { isAlive, type SessionRecord } from './sessions.ts'

/** A session of one's own as it is shown, with the id under which the table has it. */
export interface OwnSession {
  stored: string
  item: SessionItem
}

type Row = Pick<SessionRecord, 'id' | 'role' | 'how'> & {
  openedAt: string
  seenAt: string
  endsAt: string
  ip: string
  agent: string
}

/**
 * The open sessions of a person, the last seen first.
 *
 * @param current - stored id of the session that asks, null without one
 */
export async function readSessions(sql: Sql, person: string, current: string | null, at: Date): Promise<OwnSession[]> {
  const rows = await sql.query<Row>(
    `select id, role, how, opened_at as "openedAt", seen_at as "seenAt", ends_at as "endsAt", ip, agent
     from sessions where person = $1 and ended_at is null and ends_at > $2 order by seen_at desc, id`,
    [person, at],
  )
  return rows
    .filter(({ role, seenAt, endsAt }) => isAlive({ role, seenAt: new Date(seenAt), endsAt: new Date(endsAt) }, at))
    .map(({ id, how, openedAt, seenAt, endsAt, ip, agent }) => ({
      stored: id,
      item: { id: shownId(id), openedAt, seenAt, endsAt, from: { ip, agent }, how, own: id === current },
    }))
}

/** Names a session towards people; leads back to nothing that opens it. */
function shownId(stored: string): string {
  return createHash('sha256').update(`shown ${stored}`).digest('base64url').slice(0, 16)
}
