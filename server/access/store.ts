import type { Clock } from '../clock.ts'
import type { Ledger, Sql } from '../ledger/ledger.ts'

/** What every part of access is made of. */
export interface AccessParts {
  store: Pick<Ledger, 'transact' | 'units' | 'head'>
  clock: Clock
  /** At least 32 characters: seals what has to be read again (the second factor), and keys what must not be guessed. */
  secret: string
  /** The id of a unit as people and keys name it: id or `scheme:CODE[@date]`. @throws IOC_UNKNOWN_UNIT (400) */
  unitNamed: (text: string) => Promise<string>
}

/** The statement that says so; watched for by `watchRights`. */
export const MOVE_RIGHTS = 'update rights_state set version = version + 1'

/**
 * Tells every server of this database that somebody's rights have changed. Belongs into the transaction that changes them;
 * what was remembered of callers is forgotten within a second.
 */
export async function moveRights(sql: Sql): Promise<void> {
  await sql.query(MOVE_RIGHTS)
}
