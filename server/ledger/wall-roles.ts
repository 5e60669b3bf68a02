import type { Connection, Pool } from './connection.ts'
import { DatabaseUnfit } from './errors.ts'
import { transaction } from './transaction.ts'

/** The role of readings of restricted scopes: rows, rollups, and of the rest what figures need. */
export const READER = 'toan_canh_reader'
/** The role in which restricted scopes look at feeds and deliveries. */
export const DESK = 'toan_canh_desk'

const NOT_ALLOWED = '42501'
const TRIES = 5

/**
 * Sees to it that both roles exist and that this program may take them on. Roles belong to the whole database server: others
 * may be making the same ones at the same moment.
 *
 * @throws DatabaseUnfit with the SQL for the administrator, where the program's user may not do it
 */
export async function ensureRoles(pool: Pool): Promise<void> {
  for (const role of [READER, DESK]) {
    for (let tries = 1; !(await stands(pool, role)); tries += 1) {
      await transaction(pool, (connection) => make(connection, role)).catch(async (error: unknown) => {
        // Another server was quicker, or changed the same entry at the same time.
        if (await stands(pool, role)) return
        if (error instanceof Error && 'code' in error && error.code === NOT_ALLOWED) throw await unfit(pool)
        if (tries >= TRIES) throw error
      })
      if (tries > TRIES) throw await unfit(pool)
    }
  }
}

/** @throws DatabaseUnfit when the role is one that no wall holds */
async function stands(pool: Pool, role: string): Promise<boolean> {
  const { rows } = await pool.query<{ exempt: boolean; mine: boolean }>(
    `select rolsuper or rolbypassrls or pg_has_role(oid, current_user, 'usage') as exempt,
            pg_has_role(current_user, oid, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) as mine
       from pg_roles where rolname = $1`,
    [role],
  )
  if (rows[0]?.exempt)
    throw new DatabaseUnfit(
      `row-level security does not hold for the role ${role}. Run as its administrator: alter role ${role} nosuperuser nobypassrls; and take it out of other roles`,
    )
  return rows[0]?.mine ?? false
}

async function make(connection: Connection, role: string): Promise<void> {
  const { rows } = await connection.query<{ there: boolean; major: number }>(
    `select exists (select 1 from pg_roles where rolname = $1) as there,
            current_setting('server_version_num')::int / 10000 as major`,
    [role],
  )
  if (!rows[0]?.there) await connection.query(`create role ${role} nologin`)
  await connection.query(`grant ${role} to current_user${setOption(rows[0]?.major ?? 0)}`)
}

function setOption(major: number): string {
  return major >= 16 ? ' with inherit false, set true' : ''
}

async function unfit(pool: Pool): Promise<Error> {
  const { rows } = await pool.query<{ name: string; major: number; missing: string[] }>(
    `select quote_ident(current_user) as name, current_setting('server_version_num')::int / 10000 as major,
            array(select r from unnest($1::text[]) r where not exists (select 1 from pg_roles where rolname = r)) as missing`,
    [[READER, DESK]],
  )
  const { name, major, missing } = rows[0] ?? { name: 'the user of this program', major: 0, missing: [] }
  const made = missing.map((role) => `create role ${role} nologin; `).join('')
  return new DatabaseUnfit(
    `its user may not make the roles of row-level security. Run as its administrator: ${made}grant ${READER}, ${DESK} to ${name}${setOption(major)};`,
  )
}
