import type { Sql } from './ledger.ts'

/** What the last change of definitions up to a seq wrote down; null before the first. */
export async function readDefinition(sql: Sql, seq: number): Promise<unknown> {
  const [row] = await sql.query<{ detail: unknown }>(
    `select detail from commits where kind = 'definition' and seq <= $1 order by seq desc limit 1`,
    [seq],
  )
  return row?.detail ?? null
}
