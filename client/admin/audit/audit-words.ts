import { AUDIT_ACTIONS } from '../../../shared/audit.ts'
import type { useWords } from '../../i18n/provider.tsx'

type Say = ReturnType<typeof useWords>

const KINDS = ['batch', 'feed', 'person', 'key', 'screen', 'session', 'link', 'setting', 'purge'] as const
const RULES = ['gap', 'hash', 'order', 'head'] as const

/** What was done, as a sentence; the id of an action that this page does not know yet. */
export function actionTitle(action: string, words: Say): string {
  const known = AUDIT_ACTIONS.find((name) => name === action)
  return known ? words(`adminAudit.actions.${known}`) : action
}

/** What something is, by its kind. */
export function kindTitle(kind: string, words: Say): string {
  const known = KINDS.find((name) => name === kind)
  return known ? words(`adminAudit.kinds.${known}`) : kind
}

/** Why the chain does not hold. */
export function ruleTitle(rule: string, words: Say): string {
  const known = RULES.find((name) => name === rule)
  return known ? words(`adminAudit.rules.${known}`) : rule
}
