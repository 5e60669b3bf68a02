import { randomBytes } from 'node:crypto'
import type { CreatedKey, KeyItem } from '../../shared/access.ts'
import type { Scope } from '../../shared/roles.ts'
import { unitsBelow } from '../../shared/unit-cover.ts'
import type { Sql } from '../ledger/ledger.ts'
import type { Keys } from './access.ts'
import type { Credential } from './credential.ts'
import { FeedUnknown, KeyFeed, KeyLimit, KeyUnit, KeyUnknown } from './errors.ts'
import { createKey, findLiveKey, LOOK_AGAIN_MS, readKeys, readLiveKeys, toCredential } from './key-record.ts'
import { checkRanges } from './ranges.ts'
import { type AccessParts, moveRights } from './store.ts'
import { fingerprint } from './tokens.ts'

/** Two live keys of a feed are enough to exchange one for the other without a gap. */
const MOST_LIVE = 2
/** So long the older key works on beside the newer one; RELIABILITY T16. */
const OVERLAP_DAYS = 7
const DAY_MS = 86_400_000

/** Keys of other systems, and the way from a key to what it may do. */
export interface KeyDesk extends Keys {
  /** What stands behind a key that is shown from an address; null for every key that is not taken, whatever the reason. */
  find(token: string, ip: string): Promise<Credential | null>
}

/** Keys over the one store; the keys themselves are never kept. */
export function createKeys({ store, clock, unitNamed }: AccessParts): KeyDesk {
  return {
    list: () => store.transact(readKeys),

    async create(given, by) {
      const ranges = checkRanges(given.ranges ?? [])
      const rights = [...new Set(given.rights)]
      const named = given.feed ?? null
      if (rights.includes('push') !== (named !== null)) throw new KeyFeed()
      const asked = given.unit == null ? null : await unitNamed(given.unit)
      const units = await store.units((await store.head()).seq)
      const made = createKey()
      return store.transact(async (sql, record) => {
        const now = clock.now()
        const feed = named === null ? null : await lockedFeed(sql, named)
        const unit = asked ?? feed?.unit ?? null
        if (feed?.unit && unit !== null && !unitsBelow(units, [feed.unit]).has(unit))
          throw Object.assign(new KeyUnit(), { at: { unit: asked ?? unit, feed: feed.id } })
        const replaces = feed === null ? null : await roomBeside(sql, feed.id, now)
        const item: KeyItem = {
          id: randomBytes(9).toString('base64url'),
          title: given.title,
          prefix: made.prefix,
          rights,
          feed: named,
          unit,
          ranges,
          createdBy: by.actor,
          createdAt: now.toISOString(),
          endsAt: given.days === undefined ? null : new Date(now.getTime() + given.days * DAY_MS).toISOString(),
          lastUsedAt: null,
          revokedAt: null,
        }
        await insertKey(sql, item, fingerprint(made.key))
        await moveRights(sql)
        await record({ ...lineOf('key.created', item, by), detail: detailOf(item, replaces) })
        return { item, key: made.key, ...(replaces && { replaces }) } satisfies CreatedKey
      })
    },

    revoke: (id, by) =>
      store.transact(async (sql, record) => {
        const [gone] = await sql.query<KeyItem>(
          `update api_keys set revoked_at = $2 where id = $1 and revoked_at is null
           returning id, prefix, rights, feed, unit, ranges, ends_at as "endsAt"`,
          [id, clock.now()],
        )
        if (!gone) throw new KeyUnknown()
        await moveRights(sql)
        await record({ ...lineOf('key.revoked', gone, by), detail: detailOf(gone, null) })
      }),

    find: (token, ip) =>
      store.transact(async (sql) => {
        const now = clock.now()
        const held = await findLiveKey(sql, token, ip, now)
        if (!held) return null
        if (held.lastUsedAt === null || Date.parse(held.lastUsedAt) <= now.getTime() - LOOK_AGAIN_MS)
          await sql.query('update api_keys set last_used_at = $2 where id = $1', [held.id, now])
        return toCredential(held, now)
      }),
  }
}

/** The feed of a new key, locked so that two new keys of one feed are made one after the other. */
async function lockedFeed(sql: Sql, id: string): Promise<{ id: string; unit: string | null }> {
  const [feed] = await sql.query<{ id: string; unit: string | null }>(
    'select id, unit from feeds where id = $1 and not system for no key update',
    [id],
  )
  if (!feed) throw new FeedUnknown()
  return feed
}

/** Makes room beside a feed's live key, which from now on has an end; that key, null when there was none. @throws KeyLimit */
async function roomBeside(sql: Sql, feed: string, now: Date): Promise<KeyItem | null> {
  const live = await readLiveKeys(sql, feed, now)
  if (live.length >= MOST_LIVE) throw new KeyLimit()
  const older = live[0]
  if (!older) return null
  const latest = now.getTime() + OVERLAP_DAYS * DAY_MS
  if (older.endsAt !== null && Date.parse(older.endsAt) <= latest) return older
  const endsAt = new Date(latest).toISOString()
  await sql.query('update api_keys set ends_at = $2 where id = $1', [older.id, endsAt])
  return { ...older, endsAt }
}

async function insertKey(sql: Sql, item: KeyItem, hash: string): Promise<void> {
  const { id, title, prefix, rights, feed, unit, ranges, createdBy, createdAt, endsAt } = item
  await sql.query(
    `insert into api_keys (id, title, prefix, hash, rights, feed, unit, ranges, created_by, created_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, title, prefix, hash, rights, feed, unit, ranges, createdBy, createdAt, endsAt],
  )
}

type Kept = Pick<KeyItem, 'id' | 'prefix' | 'rights' | 'feed' | 'unit' | 'ranges' | 'endsAt'>

function lineOf(action: 'key.created' | 'key.revoked', { id, unit }: Kept, { actor, role, origin }: Scope) {
  return { action, actor, role, unit, object: { kind: 'key', id }, ...(origin && { origin }) } as const
}

function detailOf({ prefix, rights, feed, unit, ranges, endsAt }: Kept, replaces: KeyItem | null) {
  const older = replaces && { prefix: replaces.prefix, endsAt: replaces.endsAt }
  return { prefix, rights, feed, unit, ranges, endsAt, ...(older && { replaces: older }) }
}
