import type { Role, Scope } from '../../shared/roles.ts'

/** What a route or socket event asks of its caller. */
export interface Rule {
  roles: readonly Role[]
  /** Changes nothing although the method is POST: no CSRF token is asked for, the origin is still looked at. */
  reads?: true
  /** A changing call needs a password or second factor that was shown lately. */
  stepUp?: true
  /** Only for who sees everything: what it opens or changes knows no units. */
  whole?: true
  /** Also for a session that still has to set a password or enrol a second factor. */
  unfinished?: true
}

const PEOPLE = ['leader', 'analyst', 'officer', 'operator'] as const

/**
 * Who may do what: the only table. The program itself (`system`) never comes over the network. A key (`source`) is in
 * addition limited by its own rights, a session by what its account still needs.
 */
export const POLICIES = {
  /** Anybody. */
  open: { roles: [...PEOPLE, 'screen', 'source'], unfinished: true },
  /** Figures, their receipts, units, shapes, never rows. */
  wall: { roles: [...PEOPLE, 'screen', 'source'], reads: true },
  /** Who am I. */
  session: { roles: [...PEOPLE, 'screen', 'source'], reads: true, unfinished: true },
  /** The rows behind a figure. */
  rows: { roles: PEOPLE, reads: true },
  /** Dossier codes, written down in the audit with their reason. */
  reveal: { roles: ['leader', 'officer'] },
  exportFigures: { roles: PEOPLE },
  exportRows: { roles: ['analyst', 'officer'] },
  /** The list of sources. */
  feeds: { roles: PEOPLE },
  /** Deliveries and their verdicts. */
  batches: { roles: ['analyst', 'officer', 'operator'] },
  /** Send, commit, withdraw. */
  upload: { roles: ['officer', 'operator'] },
  /** A source before its first delivery. */
  register: { roles: ['operator'] },
  /** Rows from another system. */
  push: { roles: ['officer', 'operator', 'source'] },
  /** One's own password, second factor and sessions. */
  account: { roles: PEOPLE, unfinished: true },
  /** The first operator's account. */
  setup: { roles: ['operator'], unfinished: true },
  /** Metrics, recounts, sign-in links. */
  operate: { roles: ['operator'], whole: true },
  /** People, keys, screens, settings, purges. */
  admin: { roles: ['operator'], whole: true, stepUp: true },
  /** What was done; officers see their own. */
  audit: { roles: ['officer', 'operator'] },
} as const satisfies Record<string, Rule>

/** What a call is for; every route and socket event declares one. */
export type Policy = keyof typeof POLICIES

/** The rule of a policy. */
export function ruleOf(policy: Policy): Rule {
  return POLICIES[policy]
}

/** May this role do that? */
export function may(role: Role, policy: Policy): boolean {
  return ruleOf(policy).roles.includes(role)
}

/** May he, with the units that he sees? */
export function mayWith({ role, units }: Pick<Scope, 'role' | 'units'>, policy: Policy): boolean {
  return may(role, policy) && (units === 'all' || !ruleOf(policy).whole)
}
