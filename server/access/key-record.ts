import { randomBytes, randomInt } from 'node:crypto'
import type { KeyItem } from '../../shared/access.ts'
import type { Sql } from '../ledger/ledger.ts'
import type { Credential } from './credential.ts'
import type { Policy } from './policy.ts'
import { inRanges } from './ranges.ts'
import { fingerprint, isSameSecret } from './tokens.ts'

/** What each right of a key lets it do. */
const POLICIES_OF: Record<KeyItem['rights'][number], readonly Policy[]> = {
  push: ['push', 'session'],
  figures: ['wall', 'session'],
}

const COLUMNS = `id, title, prefix, rights, feed, unit, ranges, created_by as "createdBy", created_at as "createdAt",
  ends_at as "endsAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`
/** A key is live until it ends or is revoked; `$2` is now. */
const LIVE = 'revoked_at is null and (ends_at is null or ends_at > $2)'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const KEY = /^(tck_[A-Za-z0-9]{8})_[A-Za-z0-9_-]{43}$/

/** Last use is written down at most so often, and a credential is looked up again after as long. */
export const LOOK_AGAIN_MS = 60_000

/** A new key: eight characters by which people know it, and 256 random bits. */
export function createKey(): { prefix: string; key: string } {
  const visible = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const prefix = `tck_${visible}`
  return { prefix, key: `${prefix}_${randomBytes(32).toString('base64url')}` }
}

/** All keys, newest first; those that are over too. */
export function readKeys(sql: Sql): Promise<KeyItem[]> {
  return sql.query<KeyItem>(`select ${COLUMNS} from api_keys order by created_at desc, id`)
}

/** The live keys of a feed, oldest first. */
export function readLiveKeys(sql: Sql, feed: string, now: Date): Promise<KeyItem[]> {
  return sql.query<KeyItem>(`select ${COLUMNS} from api_keys where feed = $1 and ${LIVE} order by created_at, id`, [
    feed,
    now,
  ])
}

/** The live key that a caller shows from an address; null for a wrong one, one that is over, and a foreign address. */
export async function findLiveKey(sql: Sql, token: string, ip: string, now: Date): Promise<KeyItem | null> {
  const prefix = KEY.exec(token)?.[1]
  if (prefix === undefined) return null
  const [held] = await sql.query<KeyItem & { hash: string }>(
    `select ${COLUMNS}, hash from api_keys where prefix = $1 and ${LIVE}`,
    [prefix, now],
  )
  if (!held || !isSameSecret(held.hash, fingerprint(token)) || !inRanges(ip, held.ranges)) return null
  return held
}

/** What a key may do, and what it sees. */
export function toCredential({ id, title, rights, feed, unit, endsAt }: KeyItem, now: Date): Credential {
  const again = now.getTime() + LOOK_AGAIN_MS
  return {
    scope: {
      actor: `key:${id}`,
      role: 'source',
      units: unit === null ? 'all' : [unit],
      rows: false,
      ...(feed !== null && { feed }),
    },
    name: title,
    only: [...new Set(rights.flatMap((right) => POLICIES_OF[right]))],
    person: null,
    session: null,
    until: new Date(endsAt === null ? again : Math.min(again, Date.parse(endsAt))),
  }
}
