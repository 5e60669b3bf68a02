import { hash } from 'node:crypto'
import type { AuditEntry, AuditLine } from '../../shared/audit.ts'
import type { Actor } from '../../shared/roles.ts'

/** What a line says, as its hash covers it: every field, empty ones as null. */
export type AuditText = Omit<AuditLine, 'hash'>

/** An entry of something that an actor did. */
export function entryOf(action: AuditEntry['action'], actor: Actor, what: Partial<AuditEntry>): AuditEntry {
  const { name, role, reason, origin } = actor
  return { action, actor: name, role, ...(reason !== undefined && { reason }), ...(origin && { origin }), ...what }
}

/** Characters that a text from outside may bring into one field. */
const MOST_TEXT = 200
const MOST_REASON = 500
const MOST_ITEMS = 100
const MOST_DEPTH = 5

/** What nobody may write down, also as the end of a longer name: `apiKey`, `old_password`. */
const FORBIDDEN = /(^|[a-z0-9_])(password|token|secret|key|code)$/i

/** Control characters, line ends of Unicode, and marks that turn the direction of a text. */
const UNSEEN = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/**
 * The line of an entry: one line of text however it is shown, nothing long, nothing secret.
 *
 * @param at - RFC 3339 in UTC with milliseconds
 * @throws TypeError in tests, where a detail has a forbidden name; outside them such a detail is left out
 */
export function toText(id: number, at: string, entry: AuditEntry): AuditText {
  const { action, actor, role, unit, object, origin, reason, detail } = entry
  return {
    id,
    at,
    action,
    actor: tidy(actor),
    role: tidy(role),
    unit: unit == null ? null : tidy(unit),
    object: object ? { kind: tidy(object.kind), id: tidy(object.id) } : null,
    ip: origin ? tidy(origin.ip) : null,
    request: origin ? tidy(origin.request) : null,
    reason: reason === undefined ? null : tidy(reason, MOST_REASON),
    detail: tidyDetail(detail ?? {}, 0) as Record<string, unknown>,
  }
}

/** SHA-256, in hex, of the hash before and the line as JSON with sorted names, joined by a line end. */
export function hashOf(text: AuditText, before: string): string {
  const { id, at, action, actor, role, unit, object, ip, request, reason, detail } = text
  const covered = { id, at, action, actor, role, unit, object, ip, request, reason, detail }
  return hash('sha256', `${before}\n${canonical(covered)}`, 'hex')
}

/** JSON without spaces whose objects have their names in order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`).join(',')}}`
}

function tidy(text: string, most = MOST_TEXT): string {
  let tidied = ''
  for (const letter of text) {
    const seen = UNSEEN.test(letter) ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter
    if (tidied.length + seen.length > most) return `${tidied}…`
    tidied += seen
  }
  return tidied
}

function tidyDetail(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return tidy(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return tidy(String(value))
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'object' || value === null || depth >= MOST_DEPTH) return null
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => tidyDetail(item, depth + 1))
  const named = Object.entries(value).filter(([name, held]) => held !== undefined && !isForbidden(name))
  return Object.fromEntries(named.slice(0, MOST_ITEMS).map(([name, held]) => [tidy(name), tidyDetail(held, depth + 1)]))
}

function isForbidden(name: string): boolean {
  const forbidden = FORBIDDEN.test(name)
  if (forbidden && process.env.NODE_ENV === 'test') throw new TypeError(`the audit may not hold "${name}"`)
  return forbidden
}
