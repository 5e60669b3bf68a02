import { randomBytes } from 'node:crypto'
import type { ScreenItem } from '../../shared/access.ts'
import type { AuditAction } from '../../shared/audit.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Screens } from './access.ts'
import { type CookieKind, setCookie } from './cookies.ts'
import type { Credential } from './credential.ts'
import { PairingOver, ScreenUnknown } from './errors.ts'
import { openPairing, promiseScreen, takeScreen } from './pairing.ts'
import { checkRanges, inRanges } from './ranges.ts'
import { createRefusals } from './refusals.ts'
import {
  findScreen,
  isDue,
  lockScreen,
  noteSeen,
  readScreens,
  rotateToken,
  screenScope,
  toScreenCredential,
} from './screen-record.ts'
import { type AccessParts, moveRights } from './store.ts'
import { createToken, fingerprint } from './tokens.ts'

/** As long as browsers keep a cookie at most; the token inside ends much earlier unless it is renewed. */
const COOKIE_DAYS = 400

/** Wall displays, and the way from a display's token to what it may see. */
export interface ScreenDesk extends Screens {
  /** What stands behind a token that is shown from an address; null for one that is over, unknown, or shown from elsewhere. */
  find(token: string, ip: string): Promise<Credential | null>
  /** The `Set-Cookie` value of a display's next token once it is due, else null: to be given out where the answer is awaited. */
  renew(token: string): Promise<string | null>
}

/** Screens over the one store; their tokens are kept as fingerprints. */
export function createScreens({
  store,
  clock,
  secret,
  unitNamed,
  cookie,
}: AccessParts & { cookie: CookieKind }): ScreenDesk {
  const refusals = createRefusals(clock)
  const toCookie = (token: string) => setCookie(cookie, token, COOKIE_DAYS * 86_400)

  return {
    list: () => store.transact(readScreens),

    ask: ({ ip }) => store.transact((sql) => openPairing(sql, secret, ip, clock.now())),

    claim: (ticket) =>
      store.transact(async (sql) => {
        const now = clock.now()
        const id = await takeScreen(sql, ticket, now)
        if (id === null) return null
        const token = createToken()
        const given = await sql.query(
          'update screens set token = $2, rotated_at = $3 where id = $1 and revoked_at is null returning id',
          [id, fingerprint(token), now],
        )
        if (given.length === 0) throw new PairingOver()
        return { cookie: toCookie(token) }
      }),

    async approve({ code, title, unit: named, public: inPublic, ranges: written = [] }, by) {
      const ranges = checkRanges(written)
      const unit = named == null ? null : await unitNamed(named)
      return store.transact(async (sql, record) => {
        const now = clock.now()
        const id = randomBytes(9).toString('base64url')
        await promiseScreen(sql, secret, code, id, now)
        await sql.query(
          `insert into screens (id, title, unit, is_public, ranges, rotated_at, approved_by, approved_at)
           values ($1, $2, $3, $4, $5, $6, $7, $6)`,
          [id, title, unit, inPublic, ranges, now, by.actor],
        )
        const screen = await lockScreen(sql, id)
        if (!screen) throw new ScreenUnknown()
        await record({ ...lineOf('screen.approved', screen, by), detail: shownOf(screen) })
        return screen
      })
    },

    async change(id, given, by) {
      const ranges = given.ranges && checkRanges(given.ranges)
      const unit = typeof given.unit === 'string' ? await unitNamed(given.unit) : given.unit
      return store.transact(async (sql, record) => {
        const before = await lockScreen(sql, id)
        if (!before) throw new ScreenUnknown()
        const after: ScreenItem = {
          ...before,
          title: given.title ?? before.title,
          unit: unit === undefined ? before.unit : unit,
          public: given.public ?? before.public,
          ranges: ranges ?? before.ranges,
        }
        await sql.query('update screens set title = $2, unit = $3, is_public = $4, ranges = $5 where id = $1', [
          id,
          after.title,
          after.unit,
          after.public,
          after.ranges,
        ])
        await moveRights(sql)
        const detail = { before: shownOf(before), after: shownOf(after) }
        await record({ ...lineOf('screen.changed', after, by), detail })
        return after
      })
    },

    revoke: (id, by) =>
      store.transact(async (sql, record) => {
        const screen = await lockScreen(sql, id)
        if (!screen) throw new ScreenUnknown()
        await sql.query('update screens set revoked_at = $2, token = null, token_before = null where id = $1', [
          id,
          clock.now(),
        ])
        await moveRights(sql)
        await record({ ...lineOf('screen.revoked', screen, by), detail: shownOf(screen) })
      }),

    find: (token, ip) =>
      store.transact(async (sql, record) => {
        const now = clock.now()
        const screen = await findScreen(sql, fingerprint(token), now)
        if (!screen) return null
        if (inRanges(ip, screen.ranges)) {
          await noteSeen(sql, screen, ip, now)
          return toScreenCredential(screen, now)
        }
        if (refusals.isNew(screen.id, ip)) {
          const origin = { ip, request: '' }
          await record({
            ...lineOf('screen.refused', screen, { ...screenScope(screen), origin }),
            detail: shownOf(screen),
          })
        }
        return null
      }),

    renew: (token) =>
      store.transact(async (sql) => {
        const now = clock.now()
        const shown = fingerprint(token)
        const screen = await findScreen(sql, shown, now, 'for update')
        if (!screen || !isDue(screen, now)) return null
        const next = createToken()
        await rotateToken(sql, screen, shown, fingerprint(next), now)
        return toCookie(next)
      }),
  }
}

function lineOf(action: AuditAction, { id, unit }: ScreenItem, { actor, role, origin }: Scope) {
  return { action, actor, role, unit, object: { kind: 'screen', id }, ...(origin && { origin }) }
}

function shownOf({ title, unit, public: inPublic, ranges }: ScreenItem) {
  return { title, unit, public: inPublic, ranges }
}
