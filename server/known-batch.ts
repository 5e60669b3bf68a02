import type { Batch } from '../shared/batch.ts'
import type { Scope } from '../shared/roles.ts'
import { refusal } from './errors.ts'
import type { Ledger } from './ledger/ledger.ts'

/** A delivery that the caller sees. @throws IOC_BATCH_UNKNOWN (404) */
export async function batchOf(id: string, { ledger }: { ledger: Ledger }, scope: Scope): Promise<Batch> {
  const batch = await ledger.batch(id, scope)
  if (!batch) throw refusal('IOC_BATCH_UNKNOWN', { batch: id })
  return batch
}
