import type { AuditAction, AuditEntry } from '../../shared/audit.ts'
import { actorOf, type PersonRole, type Scope } from '../../shared/roles.ts'
import type { Sql } from '../ledger/ledger.ts'

/** A person as the table has him. Hash, secret and codes never leave `server/access`. */
export interface PersonRecord {
  id: string
  user: string
  name: string
  role: PersonRole
  unit: string | null
  passwordHash: string | null
  passwordChangedAt: string | null
  /** Offered; counts only with `totpConfirmedAt`. */
  totpSealed: Buffer | null
  totpConfirmedAt: string | null
  totpStep: number | null
  /** Hashes of the recovery codes that are left. */
  recovery: string[]
  oidcIssuer: string | null
  oidcSubject: string | null
  breakGlass: boolean
  createdAt: string
  disabledAt: string | null
  seenAt: string | null
}

/** Columns of `people` under the names of `PersonRecord`; the table's alias is `p`. */
export const PERSON_COLUMNS = `p.id, p.user_name as "user", p.name, p.role, p.unit, p.password_hash as "passwordHash",
  p.password_changed_at as "passwordChangedAt", p.totp_sealed as "totpSealed", p.totp_confirmed_at as "totpConfirmedAt",
  p.totp_step as "totpStep", p.recovery, p.oidc_issuer as "oidcIssuer", p.oidc_subject as "oidcSubject",
  p.break_glass as "breakGlass", p.created_at as "createdAt", p.disabled_at as "disabledAt", p.seen_at as "seenAt"`

export type PersonKey = { id: string } | { user: string } | { oidc: { issuer: string; subject: string } }

/**
 * One person, disabled ones too.
 *
 * @param how - `lock`: nobody else changes him until the transaction ends
 */
export async function findPerson(sql: Sql, by: PersonKey, how: { lock?: true } = {}): Promise<PersonRecord | null> {
  const [where, params] = whereOf(by)
  const text = `select ${PERSON_COLUMNS} from people p where ${where}${how.lock ? ' for no key update' : ''}`
  const [person] = await sql.query<PersonRecord>(text, params)
  return person ?? null
}

function whereOf(by: PersonKey): [string, string[]] {
  if ('id' in by) return ['p.id = $1', [by.id]]
  if ('user' in by) return ['p.user_name = $1', [by.user]]
  return ['p.oidc_issuer = $1 and p.oidc_subject = $2', [by.oidc.issuer, by.oidc.subject]]
}

/** The line that the audit gets of something done to a person. */
export function lineOf(
  action: AuditAction,
  { id, user, unit }: Pick<PersonRecord, 'id' | 'user' | 'unit'>,
  by: Scope,
  detail: Readonly<Record<string, unknown>> = {},
): AuditEntry {
  const { name: actor, role, origin } = actorOf(by)
  const object = { kind: 'person', id }
  return { action, actor, role, unit, object, ...(origin && { origin }), detail: { user, ...detail } }
}

/** Makes the links worthless with which somebody was to set a password. */
export async function voidInvitations(sql: Sql, person: string): Promise<void> {
  await sql.query(`delete from links where kind = 'invitation' and person = $1 and used_at is null`, [person])
}
