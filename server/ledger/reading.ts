import { changesOf } from './changes.ts'
import type { Pool } from './connection.ts'
import { ReadTooLong } from './errors.ts'
import { feedRelationOf } from './feed-relation.ts'
import type { Reading } from './ledger.ts'
import { relationOf } from './relation.ts'
import { toSql } from './sequence.ts'
import { transaction } from './transaction.ts'
import { stepBehind, type Wall } from './walls.ts'

const CANCELLED = '57014'

/**
 * Runs questions that all see the same state of the ledger, and cannot change it.
 *
 * @param wall - what the caller may see; null = everything
 * @throws ReadTooLong when a statement takes longer than `timeoutMs`
 */
export async function read<T>(
  pool: Pool,
  wall: Wall | null,
  work: (reading: Reading) => Promise<T>,
  timeoutMs: number,
): Promise<T> {
  try {
    return await transaction(
      pool,
      async (connection) => {
        await connection.query(`set local statement_timeout = ${Math.max(1, Math.round(timeoutMs))}`)
        const { rows } = await connection.query<{ published: number; committed_at: string | null }>(
          'select published, committed_at from ledger_state',
        )
        if (wall !== null) await stepBehind(connection, wall)
        return work({
          ...toSql(connection),
          seq: rows[0]?.published ?? 0,
          committedAt: rows[0]?.committed_at ?? null,
          relation: (dataset, view, where) => relationOf(dataset, view, where, wall !== null),
          saidByFeeds: feedRelationOf,
          changes: (dataset, from, to, days) => changesOf(dataset, from, to, days, wall !== null),
        })
      },
      'isolation level repeatable read read only',
    )
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === CANCELLED) throw new ReadTooLong({ cause: error })
    throw error
  }
}
