import type { PersonChange } from '../../shared/access.ts'
import type { AuditEntry } from '../../shared/audit.ts'
import type { Scope } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'
import { lineOf, type PersonRecord } from './person-record.ts'

/** Whoever may take an operator away waits here for the others, so that each sees what the one before him left. */
export async function lockOperators(sql: Sql, { role, disabled, unit }: PersonChange): Promise<readonly string[]> {
  if (role === undefined && disabled !== true && unit === undefined) return []
  // One of a single unit does not count: he gives nobody rights.
  const operators = await sql.query<{ id: string }>(
    `select id from people where role = 'operator' and disabled_at is null
       and (password_hash is not null or oidc_subject is not null)
       and (unit is null or to_jsonb(unit) = (select value from settings where name = 'home'))
      order by id for no key update`,
  )
  return operators.map(({ id }) => id)
}

/**
 * Would nobody be left who may give rights?
 *
 * @param operators - those who can sign in and see everything, before the change
 */
export function leavesNone(operators: readonly string[], before: PersonRecord, after: PersonRecord): boolean {
  const isWhole = after.unit === null || after.unit === before.unit
  const stays = after.role === 'operator' && after.disabledAt === null && isWhole
  return !stays && operators.length === 1 && operators[0] === before.id
}

/** The person as he is to be. */
export function changed(before: PersonRecord, given: PersonChange, at: Date): PersonRecord {
  const { name, role = before.role, unit = before.unit, disabled = before.disabledAt !== null } = given
  return {
    ...before,
    name: name === undefined ? before.name : toName(name, before.user),
    role,
    unit,
    disabledAt: disabled ? (before.disabledAt ?? at.toISOString()) : null,
  }
}

/** Keeps what `changed` may change. */
export async function writePerson(sql: Sql, { id, name, role, unit, disabledAt }: PersonRecord): Promise<void> {
  await sql.query('update people set name = $2, role = $3, unit = $4, disabled_at = $5 where id = $1', [
    id,
    name,
    role,
    unit,
    disabledAt,
  ])
}

/** Does somebody see or do other things after the change? */
export function rightsDiffer(before: PersonRecord, after: PersonRecord): boolean {
  return (
    before.role !== after.role ||
    before.unit !== after.unit ||
    (before.disabledAt === null) !== (after.disabledAt === null)
  )
}

/** What the audit says of a change: rights before and after, never names. */
export function linesOf(before: PersonRecord, after: PersonRecord, by: Scope): AuditEntry[] {
  if (!rightsDiffer(before, after)) return before.name === after.name ? [] : [lineOf('person.changed', after, by)]
  const rights = ({ role, unit, disabledAt }: PersonRecord) => ({ role, unit, disabled: disabledAt !== null })
  const isDisabling = before.disabledAt === null && after.disabledAt !== null
  const action = isDisabling ? 'person.disabled' : 'person.changed'
  return [lineOf(action, after, by, { before: rights(before), after: rights(after) })]
}

/** A name without signs that could forge a line or turn the direction of the text. */
export function toName(text: string, user: string): string {
  const name = text.normalize('NFC').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim()
  return name === '' ? user : name
}
