import type { Connection, Pool } from './connection.ts'
import { SecretOther } from './errors.ts'
import { migrate } from './migrate.ts'
import { prepareRowTables, type RowTable } from './row-tables.ts'
import { transaction } from './transaction.ts'
import { ensureRoles } from './wall-roles.ts'
import { raiseWalls } from './walls.ts'

const LOCK = 7_604_003

/** Brings a database, empty or filled, to the shape that this program works with. One server at a time. */
export async function prepareLedger(pool: Pool, tables: readonly RowTable[], fingerprint: string): Promise<void> {
  await migrate(pool)
  await ensureRoles(pool)
  await transaction(pool, async (connection) => {
    // A column that the database fills means that every row of a large table is written again.
    await connection.query('set local statement_timeout = 0')
    await connection.query('select pg_advisory_xact_lock($1)', [LOCK])
    await connection.query('insert into ledger_state (secret_check) values ($1) on conflict do nothing', [fingerprint])
    const { rows } = await connection.query<{ secret_check: string }>('select secret_check from ledger_state')
    if (rows[0]?.secret_check !== fingerprint) throw new SecretOther()
    await prepareRowTables(connection, tables)
    await raiseWalls(connection, tables)
    await sweepStaging(connection)
  })
}

/** Drops staging tables of deliveries that are over: a kill between a commit and its tidying leaves them. */
async function sweepStaging(connection: Connection): Promise<void> {
  const { rows } = await connection.query<{ child: string }>(
    `select c.relname as child
       from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
      where p.relnamespace = 'public'::regnamespace and p.relname like 'staging\\_%'
        and not exists (select 1 from batches b where c.relname = p.relname || '_' || b.id
                           and b.state not in ('committed', 'withdrawn', 'discarded'))`,
  )
  for (const { child } of rows) await connection.query(`drop table ${child}`)
}
