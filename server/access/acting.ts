import type { Scope } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'
import { NoAccount } from './errors.ts'
import { findPerson, type PersonRecord } from './person-record.ts'

/**
 * The person who acts. His user name is his name in every scope, and no bearer, link, key or screen can be called like one.
 *
 * @throws NoAccount for callers without an account of their own
 */
export async function findActing(sql: Sql, { actor }: Scope, how: { lock?: true } = {}): Promise<PersonRecord> {
  const person = await findPerson(sql, { user: actor }, how)
  if (!person || person.disabledAt !== null) throw new NoAccount()
  return person
}
