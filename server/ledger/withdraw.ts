import type { Actor } from '../../shared/roles.ts'
import { recordWithdrawal } from './audit-deeds.ts'
import { type BatchRecord, readBatch } from './batches.ts'
import { BatchNotCommitted } from './errors.ts'
import type { Commit, Within } from './ledger.ts'
import type { RowTable } from './row-tables.ts'
import { publish, type TakeTurn, type Turn } from './sequence.ts'
import { announceChange } from './touched.ts'
import { readCounts } from './verdict-counts.ts'
import { recomputed, reinstated } from './withdraw-plan.ts'

/**
 * Takes batches back, all in one seq: each key they asserted becomes what the other batches say of it. Nothing is
 * deleted; earlier seqs read as they did.
 *
 * @throws BatchNotCommitted
 */
export function withdrawBatches(
  takeTurn: TakeTurn,
  tablesOf: (datasets: readonly string[]) => RowTable[],
  ids: readonly string[],
  how: { within: Within; actor: Actor },
): Promise<Commit> {
  return takeTurn(async (turn) => {
    const { connection, seq, at } = turn
    const batches: BatchRecord[] = []
    const asserting = new Map<string, string[]>()
    for (const id of ids) {
      const batch = await readBatch(connection, id, true)
      if (batch.state !== 'committed') throw new BatchNotCommitted(id, batch.state)
      batches.push(batch)
      for (const dataset of (await readCounts(connection, id)).keys()) {
        asserting.set(dataset, [...(asserting.get(dataset) ?? []), id])
      }
    }
    const tables = tablesOf([...asserting.keys()])
    for (const table of tables) await applyRemaining(turn, table, asserting.get(table.dataset.id) ?? [])
    await connection.query(`update batches set state = 'withdrawn', withdrawn_seq = $2 where id = any ($1)`, [ids, seq])
    const { datasets, touched } = await announceChange(turn, tables, how.within)
    for (const batch of batches) {
      await publish(turn, { kind: 'withdraw', batch: batch.id, datasets, actor: how.actor })
      await recordWithdrawal(turn, batch, how.actor)
    }
    return { seq, at, batch: ids[0] ?? '', datasets, touched }
  })
}

/** One statement, so that closing and opening see the same state; a key closed here may open again at once. */
async function applyRemaining({ connection, seq }: Turn, table: RowTable, batches: readonly string[]): Promise<void> {
  const columns = ['key', 'batch_id', 'sheet', 'row_no', 'hash', 'version', 'stamp', 'asserted']
  const all = [...columns, ...table.stored.map(({ sql }) => sql)]
  await connection.query(
    `with plan as materialized ${recomputed(table, batches)},
          closed as (update ${table.rows} r set seq_to = ${seq} from plan p
                      where p.closes and r.key = p.key and r.seq_from is not null and r.seq_to is null)
     insert into ${table.rows} (seq_from, ${all.join(', ')})
     select ${seq}, ${all.map((name) => `i.${name}`).join(', ')} from ${reinstated(table, 'plan')} i`,
  )
}
