import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { PEOPLE_ROLES, type PersonRole } from '../../shared/roles.ts'

/** What somebody may be here of whom the provider says a word. */
export interface RoleRule {
  /** The word, as it stands in the claim. */
  word: string
  role: PersonRole
  /** Limits him to this unit and all below it, as people name it; null = everything. */
  unit: string | null
}

const Role = Type.Enum(PEOPLE_ROLES)
const Unit = Type.String({ minLength: 1, maxLength: 80 })
const Limited = Type.Object({ role: Role, unit: Type.Optional(Unit) }, { additionalProperties: false })
const Rules = Type.Record(Type.String(), Type.Union([Role, Limited]), { minProperties: 1, maxProperties: 5_000 })

/**
 * The rules of a setting such as `{"ioc-lanh-dao": "leader", "xa-31459": {"role": "officer", "unit": "area:31459"}}`, in its
 * order; null when it is none.
 */
export function readRoleRules(text: string): RoleRule[] | null {
  try {
    const given: unknown = JSON.parse(text)
    if (!Value.Check(Rules, given) || '' in given) return null
    return Object.entries(given).map(([word, rule]) =>
      typeof rule === 'string' ? { word, role: rule, unit: null } : { word, role: rule.role, unit: rule.unit ?? null },
    )
  } catch {
    return null
  }
}

/** What the provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * The words of a claim: a text, or a list of texts.
 *
 * @param path - `groups`, or `realm_access.roles` for one inside another; a claim of exactly that name goes first
 */
export function wordsOf(claims: Claims, path: string): string[] {
  const found = Object.hasOwn(claims, path) ? claims[path] : path.split('.').reduce<unknown>(inner, claims)
  const words = Array.isArray(found) ? (found as unknown[]) : [found]
  return words.filter((word) => typeof word === 'string')
}

/** The rule of somebody: of several that fit, the one that stands first in the setting. */
export function ruleOfWords(words: readonly string[], rules: readonly RoleRule[]): RoleRule | null {
  return rules.find(({ word }) => words.includes(word)) ?? null
}

function inner(value: unknown, name: string): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject && Object.hasOwn(value, name) ? (value as Claims)[name] : undefined
}
