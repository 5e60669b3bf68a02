import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { Actor, Scope } from '../../shared/roles.ts'
import { entryOf } from './audit-chain.ts'
import type { Audited } from './audit-write.ts'
import type { CodeBook } from './codes.ts'
import type { Ledger } from './ledger.ts'
import { rowTableOf } from './row-tables.ts'

/** What a reveal needs of the ledger. */
export interface RevealParts {
  read: Ledger['read']
  audited: Audited
  codes: CodeBook
}

/**
 * The codes behind keys whose rows the scope sees now, as they were written; others are left out. The line of the audit is
 * on disk before a code is opened, also where none of the keys was found.
 */
export async function revealCodes(
  { read, audited, codes }: RevealParts,
  dataset: Dataset,
  keys: readonly string[],
  actor: Actor,
  scope: Scope,
): Promise<Map<string, string>> {
  const { codes: table } = rowTableOf(dataset)
  if (table === null || !scope.rows) return new Map()
  const seen = await read(scope, ({ query, relation, seq }) =>
    query<{ key: string; batch: string }>(
      `select r.key, r.batch_id as batch from ${relation(dataset, { seq })} r where r.key = any ($1)`,
      [keys],
    ),
  )
  const sealed = await audited(async (connection, record) => {
    const { rows } = await connection.query<{ key: string; sealed: Buffer; namespace: string }>(
      `select c.key, c.sealed, f.namespace from ${table} c join unnest($1::text[], $2::text[]) as s(key, batch) on s.key = c.key
         join batches b on b.id = s.batch join feeds f on f.id = b.feed order by c.key`,
      [seen.map(({ key }) => key), seen.map(({ batch }) => batch)],
    )
    const found = rows.map(({ key }) => key)
    const detail = { dataset: dataset.id, asked: keys.length, revealed: found.length, keys: found }
    await record(entryOf('codes.revealed', actor, { unit: unitOf(scope), detail }))
    return rows
  })
  return new Map(
    sealed.flatMap(({ key, sealed, namespace }) => {
      const code = codes.open(namespace, sealed)
      return code === null ? [] : [[key, code]]
    }),
  )
}

function unitOf({ units }: Scope): string | null {
  return units === 'all' ? null : (units[0] ?? null)
}
