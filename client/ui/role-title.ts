import { ROLES } from '../../shared/roles.ts'
import type { useWords } from '../i18n/provider.tsx'

/** What a role is called; its id where the product knows no such role. */
export function roleTitle(role: string, words: ReturnType<typeof useWords>): string {
  const known = ROLES.find((name) => name === role)
  return known ? words(`account.roles.${known}`) : role
}
