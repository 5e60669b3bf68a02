import type { PersonRole } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'
import { createToken, fingerprint } from './tokens.ts'

/** How long a printed sign-in link works, minutes. */
export const LINK_MINUTES = 15

/** Writes down a sign-in link, as its SHA-256; returns its token. */
export async function issueLink(sql: Sql, role: PersonRole, at: Date): Promise<string> {
  const token = createToken()
  await sql.query('delete from links where until < $1', [new Date(at.getTime() - 30 * 86_400_000)])
  await sql.query(`insert into links (hash, kind, role, until) values ($1, 'sign-in', $2, $3)`, [
    fingerprint(token),
    role,
    new Date(at.getTime() + LINK_MINUTES * 60_000),
  ])
  return token
}

/** The role that a link gives, once; null for a link that is unknown, used or too old. */
export async function redeemLink(sql: Sql, token: string, at: Date): Promise<PersonRole | null> {
  const [link] = await sql.query<{ role: PersonRole }>(
    `update links set used_at = $2 where hash = $1 and kind = 'sign-in' and used_at is null and until >= $2 returning role`,
    [fingerprint(token), at],
  )
  return link?.role ?? null
}

/** Makes every open sign-in link of a role useless. */
export async function voidLinks(sql: Sql, role: PersonRole, at: Date): Promise<void> {
  await sql.query(`update links set used_at = $2 where kind = 'sign-in' and role = $1 and used_at is null`, [role, at])
}

/** The person whom an invitation invites; it still works afterwards. */
export async function invitedBy(sql: Sql, token: string, at: Date): Promise<string | null> {
  const [link] = await sql.query<{ person: string }>(
    `select person from links where hash = $1 and kind = 'invitation' and used_at is null and until >= $2`,
    [fingerprint(token), at],
  )
  return link?.person ?? null
}

/** The person whom an invitation invites, once; null for one that is unknown, used or too old. */
export async function redeemInvitation(sql: Sql, token: string, at: Date): Promise<string | null> {
  const [link] = await sql.query<{ person: string }>(
    `update links set used_at = $2 where hash = $1 and kind = 'invitation' and used_at is null and until >= $2
     returning person`,
    [fingerprint(token), at],
  )
  return link?.person ?? null
}
