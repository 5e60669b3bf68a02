import type { ScreenItem } from '../../shared/access.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'
import type { Credential } from './credential.ts'

/**
 * Counts below this are hidden on screens where the public sees them.
 *
 * @see DOMAIN §7.3 (small cells, re-identification), RELIABILITY T32
 */
export const LEAST_IN_PUBLIC = 5

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** A screen's token is renewed at this age; the older one works on for a day, in case the new one never arrived. */
const RENEWED_AFTER_MS = 30 * DAY_MS
const OLDER_WORKS_MS = DAY_MS
/** A token that was not renewed until this age is over. */
const LIFE_MS = 90 * DAY_MS

const COLUMNS = `id, title, unit, is_public as public, ranges, approved_by as "approvedBy", approved_at as "approvedAt",
  seen_at as "seenAt", seen_ip as "seenIp", rotated_at as "rotatedAt", revoked_at as "revokedAt"`

/** A screen as one of its tokens finds it. */
export interface ScreenRecord extends ScreenItem {
  /** The token shown is the one before the last rotation. */
  older: boolean
  /** Until when that token is good. */
  endsAt: Date
}

/** All screens, newest first; those that are over too. */
export function readScreens(sql: Sql): Promise<ScreenItem[]> {
  return sql.query<ScreenItem>(`select ${COLUMNS} from screens order by approved_at desc, id`)
}

/** The screen of an id that is not over, locked for a change. */
export async function lockScreen(sql: Sql, id: string): Promise<ScreenItem | null> {
  const [held] = await sql.query<ScreenItem>(
    `select ${COLUMNS} from screens where id = $1 and revoked_at is null for update`,
    [id],
  )
  return held ?? null
}

/** The screen to which a good token belongs, by the token's fingerprint. */
export async function findScreen(sql: Sql, hash: string, now: Date, lock = ''): Promise<ScreenRecord | null> {
  const [held] = await sql.query<ScreenItem & { older: boolean; olderUntil: string | null }>(
    `select ${COLUMNS}, token is distinct from $1 as older, before_until as "olderUntil" from screens
      where (token = $1 or token_before = $1) and revoked_at is null ${lock}`,
    [hash],
  )
  if (!held) return null
  const { olderUntil, ...screen } = held
  const endsAt = new Date(held.older ? (olderUntil ?? 0) : Date.parse(held.rotatedAt) + LIFE_MS)
  return endsAt > now ? { ...screen, endsAt } : null
}

/** Gives a screen a new token; the one that it showed works on for a while. */
export async function rotateToken(sql: Sql, { id, older }: ScreenRecord, shown: string, next: string, now: Date) {
  await sql.query(
    `update screens set token = $3, token_before = $2, rotated_at = $4,
            before_until = case when $5 then before_until else $6 end where id = $1`,
    [id, shown, next, now, older, new Date(now.getTime() + OLDER_WORKS_MS)],
  )
}

/** Is it time for another token? Also when the last one seems to have got lost, as the one before is still shown. */
export function isDue({ older, rotatedAt }: ScreenRecord, now: Date): boolean {
  return now.getTime() - Date.parse(rotatedAt) >= (older ? MINUTE_MS : RENEWED_AFTER_MS)
}

/** Writes down where a screen was seen, at most once a minute. */
export async function noteSeen(sql: Sql, { id, seenAt }: ScreenRecord, ip: string, now: Date): Promise<void> {
  if (seenAt !== null && now.getTime() - Date.parse(seenAt) < MINUTE_MS) return
  await sql.query('update screens set seen_at = $2, seen_ip = $3 where id = $1', [id, now, ip])
}

/** What a screen sees: figures of its unit, in public only those that cannot point at a person. */
export function screenScope({ id, unit, public: inPublic }: ScreenItem): Scope {
  return {
    actor: `screen:${id}`,
    role: 'screen',
    units: unit === null ? 'all' : [unit],
    rows: false,
    ...(inPublic && { suppressBelow: LEAST_IN_PUBLIC }),
  }
}

/** What stands behind a screen's token. */
export function toScreenCredential(screen: ScreenRecord, now: Date): Credential {
  const until = new Date(Math.min(now.getTime() + MINUTE_MS, screen.endsAt.getTime()))
  return { scope: screenScope(screen), name: screen.title, person: null, session: null, until }
}
