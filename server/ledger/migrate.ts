import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Connection, Pool } from './connection.ts'
import { DatabaseNewer, DatabaseUnfit } from './errors.ts'
import { transaction } from './transaction.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
const LOCK = 7_604_001
const OLDEST_MAJOR = 15

/**
 * Brings the database to this program's tables: forward only, one transaction for each step, one server at a time.
 *
 * @throws DatabaseNewer when a newer program was here, DatabaseUnfit when the server is too old or not UTF-8
 */
export async function migrate(pool: Pool): Promise<void> {
  await checkServer(pool)
  const steps = await readSteps()
  const newest = steps.at(-1)?.number ?? 0
  for (const step of steps) {
    await transaction(pool, async (connection) => {
      await connection.query('select pg_advisory_xact_lock($1)', [LOCK])
      const at = await levelOf(connection)
      if (at > newest) throw new DatabaseNewer(at, newest)
      if (at >= step.number) return
      await connection.query(await readFile(join(FOLDER, step.name), 'utf8'))
      await connection.query('insert into migrations (number, name) values ($1, $2)', [step.number, step.name])
    })
  }
}

async function checkServer(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; encoding: string }>(
    `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding`,
  )
  const major = Math.floor(Number(rows[0]?.version) / 10_000)
  if (major < OLDEST_MAJOR)
    throw new DatabaseUnfit(`PostgreSQL ${major} is too old, ${OLDEST_MAJOR} or newer is needed`)
  if (rows[0]?.encoding !== 'UTF8') throw new DatabaseUnfit(`its encoding is ${rows[0]?.encoding}, UTF8 is needed`)
}

async function readSteps(): Promise<{ number: number; name: string }[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort()
  return names.map((name) => ({ number: Number(name.slice(0, 4)), name }))
}

async function levelOf(connection: Connection): Promise<number> {
  await connection.query(
    'create table if not exists migrations (number int primary key, name text not null, at timestamptz not null default now())',
  )
  const { rows } = await connection.query<{ number: number | null }>('select max(number) as number from migrations')
  return rows[0]?.number ?? 0
}
