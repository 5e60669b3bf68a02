/** What a caller may be. `system` is the program itself (sample data, definitions, midnight). */
export const ROLES = ['leader', 'analyst', 'officer', 'operator', 'screen', 'system'] as const
export type Role = (typeof ROLES)[number]

/**
 * Who asks and what they may see; every port method takes one.
 * `units: 'all'` sees everything; a list sees those units and all below them.
 */
export interface Scope {
  actor: string
  role: Role
  units: 'all' | readonly string[]
  /** May read rows (receipts), not only figures: false for the sample wall and for screens. */
  rows: boolean
  /** Figures below this are hidden whatever the query says (`Query.suppressBelow`): for callers who see public figures only. */
  suppressBelow?: number
}

/** Who did something, and why: kept with every commit and withdrawal. */
export interface Actor {
  name: string
  role: Role
  reason?: string
}

/** Two scopes that may share one computed answer have the same key. */
export function scopeKey(scope: Scope): string {
  const units = scope.units === 'all' ? 'all' : [...scope.units].sort().join(' ')
  return scope.suppressBelow === undefined ? units : `${units} <${scope.suppressBelow}`
}

/** The program itself. */
export const SYSTEM_SCOPE: Scope = { actor: 'system', role: 'system', units: 'all', rows: true }
