import { Type } from 'typebox'

const Text = Type.String()
const Maybe = Type.Union([Text, Type.Null()])

/**
 * Everything that is written into the audit. Words before the point name what was acted on. Adding an action is a line
 * here and one in each language (`client/i18n/admin*.ts`).
 */
export const AUDIT_ACTIONS = [
  'batch.received',
  'batch.askApproval',
  'batch.decline',
  'batch.workbook',
  'batch.committed',
  'batch.withdrawn',
  'batch.discarded',
  'feed.registered',
  'feed.changed',
  'quarantine.decided',
  'feed.forgot',
  'definition.changed',
  'rows.purged',
  'rows.exported',
  'figures.exported',
  'codes.revealed',
  'session.opened',
  'session.refused',
  'session.locked',
  'session.closed',
  'session.revoked',
  'session.steppedUp',
  'session.breakGlass',
  'link.issued',
  'person.created',
  'person.changed',
  'person.disabled',
  'person.invited',
  'password.changed',
  'totp.enrolled',
  'totp.removed',
  'key.created',
  'key.revoked',
  'screen.approved',
  'screen.changed',
  'screen.revoked',
  'screen.refused',
  'setting.changed',
  'weights.changed',
  'watch.refused',
  'audit.exported',
] as const
export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** What is written down: never a password, key, token, code or other personal value. */
export interface AuditEntry {
  action: AuditAction
  actor: string
  role: string
  /** The unit that it concerns, null = the whole installation or none. */
  unit?: string | null
  /** What was acted on: `batch`, its id. */
  object?: { kind: string; id: string }
  origin?: { ip: string; request: string }
  reason?: string
  detail?: Readonly<Record<string, unknown>>
}

/** One line of the audit. `hash` covers every other field and the hash of the line before. */
export const AuditLine = Type.Object(
  {
    id: Type.Integer(),
    at: Text,
    action: Text,
    actor: Text,
    role: Text,
    unit: Maybe,
    object: Type.Union([Type.Object({ kind: Text, id: Text }), Type.Null()]),
    ip: Maybe,
    request: Maybe,
    reason: Maybe,
    detail: Type.Record(Text, Type.Unknown()),
    hash: Text,
  },
  { $id: 'AuditLine' },
)
export type AuditLine = Type.Static<typeof AuditLine>

/** `GET /api/v1/audit`: newest first; `next` is the id to give as `before`. */
export const AuditPage = Type.Object(
  { lines: Type.Array(AuditLine), next: Type.Optional(Type.Integer()) },
  { $id: 'AuditPage' },
)
export type AuditPage = Type.Static<typeof AuditPage>

/** `POST /api/v1/audit/verification`: does the chain hold? `broken` names the first line that does not. */
export const AuditVerification = Type.Object(
  {
    lines: Type.Integer(),
    head: Type.Union([Type.Object({ id: Type.Integer(), at: Text, hash: Text }), Type.Null()]),
    broken: Type.Union([Type.Object({ id: Type.Integer(), rule: Text }), Type.Null()]),
  },
  { $id: 'AuditVerification' },
)
export type AuditVerification = Type.Static<typeof AuditVerification>

/** One purge: rows whose identity was erased because their time was over; what they count stayed. */
export const PurgeItem = Type.Object({
  seq: Type.Integer(),
  dataset: Text,
  /** Rows from before this local day. */
  before: Text,
  rows: Type.Integer(),
  codes: Type.Integer(),
  at: Text,
  actor: Text,
  reason: Text,
})
export type PurgeItem = Type.Static<typeof PurgeItem>

/** Which lines are asked for. */
export interface AuditFilter {
  actor?: string | undefined
  action?: string | undefined
  unit?: string | undefined
  /** Only what people did, not what the program and other systems do all day. */
  people?: boolean | undefined
  /** Local days, both included. */
  from?: string | undefined
  to?: string | undefined
  /** Only lines older than this one. */
  before?: number | undefined
  limit?: number | undefined
}
