import type { Connection, Pool } from './connection.ts'
import { isAway } from './connection.ts'
import { DatabaseAway } from './errors.ts'

const TRIES = 4
/** Serialization failure, deadlock, lock not available. */
const AGAIN = new Set(['40001', '40P01', '55P03'])

/**
 * Runs work in one transaction: all of it counts or none. Done again when it collided with another one, so the work must
 * not change anything outside the database.
 */
export async function transaction<T>(
  pool: Pool,
  work: (connection: Connection) => Promise<T>,
  mode: '' | 'isolation level repeatable read' | 'isolation level repeatable read read only' = '',
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client = await pool.take()
    let broken: Error | undefined
    try {
      await client.query(`begin ${mode}`)
      const done = await work({ query: (text, values) => client.query(text, values as unknown[]) })
      await client.query('commit')
      return done
    } catch (error) {
      // A connection that cannot even roll back is closed, not given back.
      await client.query('rollback').catch((reason: Error) => {
        broken = reason
      })
      if (isAway(error)) throw new DatabaseAway({ cause: error })
      if (tries === TRIES || !isCollision(error)) throw error
    } finally {
      client.release(broken)
    }
  }
}

/** Did two transactions get in each other's way, so that the same work done again succeeds? */
export function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && AGAIN.has(String(error.code))
}
