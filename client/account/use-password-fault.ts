import { PASSWORD_LENGTH } from '../../shared/access.ts'
import { useWords } from '../i18n/provider.tsx'
import { brokenRule, rulesOf } from './password-rules.ts'

/** What is wrong with a new password before it is sent, in words; undefined when nothing is. */
export function usePasswordFault(password: string, about: readonly string[]): string | undefined {
  const words = useWords()
  const broken = brokenRule(rulesOf(password, about))
  const { least, most } = PASSWORD_LENGTH
  if (broken === null) return undefined
  return words(`account.fields.${broken}`, { least: `${least}`, most: `${most}` })
}
