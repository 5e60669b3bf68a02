import type { ReceiptRow } from '../../shared/answer.ts'
import type { Batch } from '../../shared/batch.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** Where a row stood, as the store knows it. */
export interface Origin {
  sheetNo: number
}

/** Gives each row the names of its file and sheet. */
export async function nameOrigins(
  rows: readonly (ReceiptRow & Origin)[],
  ledger: Pick<Ledger, 'batch'>,
  scope: Scope,
): Promise<ReceiptRow[]> {
  const batches = new Map<string, Batch | null>()
  for (const id of new Set(rows.map((row) => row.batch))) batches.set(id, await ledger.batch(id, scope))
  return rows.map(({ sheetNo, ...row }) => {
    const batch = batches.get(row.batch)
    return { ...row, file: batch?.file?.name ?? null, sheet: batch?.mapping[sheetNo]?.sheet || null }
  })
}
