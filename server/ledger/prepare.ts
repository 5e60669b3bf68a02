import type { Pool } from './connection.ts'
import { SecretOther } from './errors.ts'
import { migrate } from './migrate.ts'
import { prepareRowTables, type RowTable } from './row-tables.ts'
import { transaction } from './transaction.ts'

const LOCK = 7_604_003

/** Brings a database, empty or filled, to the shape that this program works with. One server at a time. */
export async function prepareLedger(pool: Pool, tables: readonly RowTable[], fingerprint: string): Promise<void> {
  await migrate(pool)
  await transaction(pool, async (connection) => {
    await connection.query('select pg_advisory_xact_lock($1)', [LOCK])
    await connection.query('insert into ledger_state (secret_check) values ($1) on conflict do nothing', [fingerprint])
    const { rows } = await connection.query<{ secret_check: string }>('select secret_check from ledger_state')
    if (rows[0]?.secret_check !== fingerprint) throw new SecretOther()
    await prepareRowTables(connection, tables)
  })
}
