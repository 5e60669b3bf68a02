import type { AuditEntry } from '../../shared/audit.ts'
import { type AuditText, hashOf, toText } from './audit-chain.ts'
import type { Connection, Pool } from './connection.ts'
import type { Record as Recorder } from './ledger.ts'
import { transaction } from './transaction.ts'

/** Writes lines at the end of a transaction. */
export type WriteLines = (connection: Connection, entries: readonly AuditEntry[]) => Promise<void>

/** Runs work in a transaction that ends with its lines: no deed without them, none of them without the deed. */
export type Audited = <T>(work: (connection: Connection, record: Recorder) => Promise<T>) => Promise<T>

/**
 * The order of locks: the turn (7604002) or a feed (7604005), then rows, last of all the audit (7604004, in `audit_head`), after which a
 * transaction asks for nothing more and ends. So nobody who holds the audit waits for anybody, and waiting for it cannot
 * close a circle. It is held while one transaction reaches the disk.
 *
 * @param genesis - what the first line is chained to
 */
export function createLineWriter(now: () => Date, genesis: string): WriteLines {
  return async (connection, entries) => {
    if (entries.length === 0) return
    const { rows } = await connection.query<{ id: number; at: string; hash: string }>('select * from audit_head()')
    const [head] = rows
    const clock = now().toISOString()
    const at = head && head.at > clock ? head.at : clock
    let { id, hash } = head ?? { id: 0, hash: genesis }
    const lines: (AuditText & { hash: string })[] = []
    for (const entry of entries) {
      id += 1
      const text = toText(id, at, entry)
      hash = hashOf(text, hash)
      lines.push({ ...text, hash })
    }
    await connection.query(
      `insert into audit (id, at, action, actor, role, unit, object_kind, object_id, ip, request, reason, detail, hash)
       select id, at, action, actor, role, unit, object ->> 'kind', object ->> 'id', ip, request, reason, detail, hash
         from jsonb_to_recordset($1) as l(id bigint, at timestamptz, action text, actor text, role text, unit text,
              object jsonb, ip text, request text, reason text, detail jsonb, hash text)`,
      [JSON.stringify(lines)],
    )
  }
}

/** Transactions with lines. Work that is done again begins with none. */
export function createAudited(pool: Pool, write: WriteLines): Audited {
  return (work) =>
    transaction(pool, async (connection) => {
      const entries: AuditEntry[] = []
      const done = await work(connection, async (entry) => void entries.push(entry))
      await write(connection, entries)
      return done
    })
}
