import type { Query } from '../../shared/query.ts'
import type { Receipt } from '../../shared/receipt.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Tools } from './tools.ts'

/** Where one figure comes from. */
export async function receiptOf(_tools: Tools, _query: Query & { measure: string }, _scope: Scope): Promise<Receipt> {
  throw new Error('not built yet')
}
