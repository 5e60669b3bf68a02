import { AUDIT_ACTIONS, type AuditFilter } from '../../../shared/audit.ts'
import { isDay } from '../../../shared/period.ts'

const NAMES = ['actor', 'action', 'from', 'to'] as const
export type AuditField = (typeof NAMES)[number]

/** The filter that an address says; what makes no sense in it is left out. */
export function filterFrom(params: URLSearchParams): Pick<AuditFilter, AuditField> {
  const actor = params.get('actor')?.trim() ?? ''
  const action = AUDIT_ACTIONS.find((name) => name === params.get('action'))
  const days = (['from', 'to'] as const).map((name) => [name, params.get(name) ?? ''] as const)
  return {
    ...(actor !== '' && { actor }),
    ...(action && { action }),
    ...Object.fromEntries(days.filter(([, day]) => isDay(day))),
  }
}

/** Does the address ask for what the program and other systems did, too? */
export function isWithPrograms(params: URLSearchParams): boolean {
  return params.get('programs') === '1'
}

/** The address with one field of the filter changed; an empty value takes it out. */
export function withField(params: URLSearchParams, name: AuditField | 'programs', value: string): URLSearchParams {
  const after = new URLSearchParams(params)
  value === '' ? after.delete(name) : after.set(name, value)
  return after
}

/** Actions by what they are about, in the order in which they are declared. */
export function actionGroups(): Map<string, string[]> {
  return Map.groupBy([...AUDIT_ACTIONS], (action) => action.split('.')[0] ?? '')
}
