import { randomInt } from 'node:crypto'
import type { Pairing } from '../../shared/access.ts'
import { networkOf } from '../../shared/network.ts'
import type { Sql } from '../ledger/ledger.ts'
import { PairingOver, PairingUnknown, TooManyRequests } from './errors.ts'
import { createToken, fingerprint, keyedHash } from './tokens.ts'

/** A code is good so long; it is read from a screen and typed by somebody who stands before it. */
const MINUTES = 10
/** Displays that wait at the same time: in all, and of one network. */
const MOST_OPEN = 20
const MOST_OF_NETWORK = 3
/** Without 0 O 1 I L and U, which look or sound like another. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 8

/**
 * Opens a pairing for a display that asks to be let in.
 *
 * @param secret - keys what is kept of the code, which is short enough to be guessed from a plain hash
 * @throws TooManyRequests (429) while too many displays wait
 */
export async function openPairing(sql: Sql, secret: string, ip: string, now: Date): Promise<Pairing> {
  const network = networkOf(ip)
  await sql.query('lock table pairings in share row exclusive mode')
  await sql.query('delete from pairings where until <= $1', [now])
  const open = await sql.query<{ until: string; ip: string }>(
    'select until, ip from pairings where screen is null order by until',
  )
  refuseBeyond(
    MOST_OF_NETWORK,
    open.filter(({ ip }) => ip === network),
    now,
  )
  refuseBeyond(MOST_OPEN, open, now)
  const code = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const ticket = createToken()
  const until = endFrom(now)
  await sql.query('insert into pairings (ticket, code, until, ip) values ($1, $2, $3, $4)', [
    fingerprint(ticket),
    sealCode(secret, code),
    until,
    network,
  ])
  return { code: `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`, ticket, until: until.toISOString() }
}

/** Promises a screen to the display that shows this code; it has again as long to fetch its token. @throws PairingUnknown (404) */
export async function promiseScreen(sql: Sql, secret: string, code: string, screen: string, now: Date): Promise<void> {
  const typed = code.toUpperCase().replace(/[\s-]/g, '')
  const promised = await sql.query(
    `update pairings set screen = $2, until = $4 where code = $1 and screen is null and until > $3 returning ticket`,
    [sealCode(secret, typed), screen, now, endFrom(now)],
  )
  if (promised.length === 0) throw new PairingUnknown()
}

/** The screen that was promised to the holder of a ticket, given away once; null while nobody did. @throws PairingOver (410) */
export async function takeScreen(sql: Sql, ticket: string, now: Date): Promise<string | null> {
  const hash = fingerprint(ticket)
  const [held] = await sql.query<{ screen: string | null }>(
    'select screen from pairings where ticket = $1 and until > $2 for update',
    [hash, now],
  )
  if (!held) throw new PairingOver()
  if (held.screen !== null) await sql.query('delete from pairings where ticket = $1', [hash])
  return held.screen
}

function endFrom(now: Date): Date {
  return new Date(now.getTime() + MINUTES * 60_000)
}

function refuseBeyond(limit: number, open: readonly { until: string }[], now: Date): void {
  const first = open[0]
  if (open.length < limit || !first) return
  const seconds = Math.ceil((Date.parse(first.until) - now.getTime()) / 1000)
  throw Object.assign(new TooManyRequests(), {
    at: { limit, window: `${MINUTES} min`, seconds },
    retryAfterS: seconds,
  })
}

function sealCode(secret: string, code: string): string {
  return keyedHash(secret, 'pairing', code)
}
