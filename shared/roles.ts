/**
 * What a caller may be. `source` is another system behind an API key; `screen` a wall display; `system` the program itself
 * (sample data, definitions, midnight), which never comes over the network.
 */
export const ROLES = ['leader', 'analyst', 'officer', 'operator', 'screen', 'source', 'system'] as const
export type Role = (typeof ROLES)[number]

/** The roles that people have. */
export const PEOPLE_ROLES = ['leader', 'analyst', 'officer', 'operator'] as const
export type PersonRole = (typeof PEOPLE_ROLES)[number]

/** Over which request somebody came: kept with what he did. */
export interface Origin {
  /** Address of the caller as trusted proxies report it. */
  ip: string
  /** The trace id of the request. */
  request: string
}

/**
 * Who asks and what they may see; every port method takes one.
 * `units: 'all'` sees everything; a list sees those units and all below them.
 */
export interface Scope {
  /** Stable and never given to anybody else: a user name, `key:<id>`, `screen:<id>`, `link:<role>`, `admin-token`, `local`. */
  actor: string
  role: Role
  units: 'all' | readonly string[]
  /** May read rows (receipts), not only figures: false for the sample wall and for screens. */
  rows: boolean
  /** Of an API key: the only feed that it may push to. */
  feed?: string
  /** Figures below this are hidden whatever the query says (`Query.suppressBelow`): for callers who see public figures only. */
  suppressBelow?: number
  origin?: Origin
}

/** Who did something, and why: kept with every commit and withdrawal. */
export interface Actor {
  name: string
  role: Role
  reason?: string
  origin?: Origin
}

/** Two scopes that may share one computed answer have the same key. */
export function scopeKey(scope: Scope): string {
  const units = scope.units === 'all' ? 'all' : [...scope.units].sort().join(' ')
  return scope.suppressBelow === undefined ? units : `${units} <${scope.suppressBelow}`
}

/** The one who acts, as commits and the audit write him down. */
export function actorOf(scope: Scope, reason?: string): Actor {
  const { actor: name, role, origin } = scope
  return { name, role, ...(reason !== undefined && { reason }), ...(origin && { origin }) }
}

/** The program itself. */
export const SYSTEM_SCOPE: Scope = { actor: 'system', role: 'system', units: 'all', rows: true }
