import type { Pool } from './connection.ts'
import { KeyReused, KeyRunning } from './errors.ts'

/** Answers are kept this long. */
const KEPT = '7 days'
/** Work that has not ended after this long belongs to a server that was killed. */
const LONGEST_WORK = '10 minutes'

interface Held {
  body_hash: string
  answer: { value: unknown } | null
  done: boolean
}

/**
 * Does work once for an idempotency key; a repetition gets the first answer. Work that fails leaves no trace, so it may be
 * tried again with the same key.
 *
 * @throws KeyReused when the key came with another body, KeyRunning while the first request is at work
 */
export async function doOnce<T>(
  pool: Pool,
  now: Date,
  key: string,
  bodyHash: string,
  work: () => Promise<T>,
): Promise<T> {
  const taken = await pool.query<{ key: string }>(
    `insert into idempotency (key, body_hash, at) values ($1, $2, $3)
     on conflict (key) do update set body_hash = $2, at = $3, done = false, answer = null
      where idempotency.at < $3::timestamptz - interval '${KEPT}'
         or (not idempotency.done and idempotency.at < $3::timestamptz - interval '${LONGEST_WORK}')
     returning key`,
    [key, bodyHash, now],
  )
  if (taken.rows.length === 0) return heldAnswer<T>(pool, key, bodyHash)
  try {
    const value = await work()
    await pool.query('update idempotency set done = true, answer = $2 where key = $1', [key, JSON.stringify({ value })])
    return value
  } catch (error) {
    await pool.query('delete from idempotency where key = $1 and not done', [key])
    throw error
  }
}

/** Removes answers that nobody will ask for again. */
export async function forgetAnswers(pool: Pool, now: Date): Promise<void> {
  await pool.query(`delete from idempotency where at < $1::timestamptz - interval '${KEPT}'`, [now])
}

async function heldAnswer<T>(pool: Pool, key: string, bodyHash: string): Promise<T> {
  const { rows } = await pool.query<Held>('select body_hash, answer, done from idempotency where key = $1', [key])
  const held = rows[0]
  if (held && held.body_hash !== bodyHash) throw new KeyReused()
  if (!held?.done || !held.answer) throw new KeyRunning()
  return held.answer.value as T
}
