import type { SessionInfo } from '../../shared/access.ts'

/** The parts of the administration; each has an address of its own, `/admin/<name>`. */
export const SECTIONS = ['people', 'keys', 'screens', 'units', 'audit', 'limits'] as const
export type Section = (typeof SECTIONS)[number]

/** Which parts somebody may open: operators all, officers the audit of what they did themselves. */
export function sectionsOf({ admin, audit }: Pick<SessionInfo['may'], 'admin' | 'audit'>): readonly Section[] {
  if (admin) return SECTIONS
  return audit ? ['audit'] : []
}
