import type { ReceiptRow } from '../../shared/answer.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Ledger } from '../ledger/ledger.ts'

/** Where a row stood, as the store knows it. */
export interface Origin {
  sheetNo: number
}

/** Gives each row the names of its file and sheet; those of all deliveries are read at once. */
export async function nameOrigins(
  rows: readonly (ReceiptRow & Origin)[],
  ledger: Pick<Ledger, 'origins'>,
  scope: Scope,
): Promise<ReceiptRow[]> {
  const origins = await ledger.origins([...new Set(rows.map((row) => row.batch))], scope)
  const byId = new Map(origins.map((origin) => [origin.id, origin]))
  return rows.map(({ sheetNo, ...row }) => {
    const origin = byId.get(row.batch)
    return { ...row, file: origin?.file ?? null, sheet: origin?.sheets[sheetNo] || null }
  })
}
