import { type Scope, SYSTEM_SCOPE } from '../shared/roles.ts'
import { may } from './access/policy.ts'
import type { Installation } from './installation.ts'
import type { Ledger } from './ledger/ledger.ts'

/**
 * Who may see a delivery on its way: whoever may list it; one of the sample everybody, while every figure is sample data.
 */
export function createBatchSight(
  ledger: Pick<Ledger, 'batch'>,
  installation: Pick<Installation, 'sample'>,
): (batch: string, scope: Scope) => Promise<boolean> {
  return async (id, scope) => {
    if (installation.sample() && (await ledger.batch(id, SYSTEM_SCOPE))?.sample) return true
    return may(scope.role, 'batches') && (await ledger.batch(id, scope)) !== null
  }
}
