import { PASSWORD_LENGTH } from '../../shared/access.ts'
import type { Problem } from '../../shared/problem.ts'
import { foldAccents } from '../../shared/units.ts'

/** What can be said of a new password while it is typed; whether it is easy to guess only the server knows. */
export interface PasswordRules {
  /** Characters after NFKC, as the server counts them. */
  length: number
  isLong: boolean
  isShort: boolean
  /** Holds neither user name nor the person's name. */
  isOwn: boolean
}

/** Shorter words stand in too many good passwords. */
const LEAST_OWN_WORD = 4

/** @param about - user name and own name */
export function rulesOf(password: string, about: readonly string[]): PasswordRules {
  const text = password.normalize('NFKC')
  const length = [...text].length
  const own = about.map(fold).filter((word) => word.length >= LEAST_OWN_WORD)
  return {
    length,
    isLong: length >= PASSWORD_LENGTH.least,
    isShort: length <= PASSWORD_LENGTH.most,
    isOwn: !own.some((word) => fold(text).includes(word)),
  }
}

/** The first rule that is not met; null when it may be sent. */
export function brokenRule({ isLong, isShort, isOwn }: PasswordRules): 'short' | 'long' | 'own' | null {
  if (!isLong) return 'short'
  if (!isShort) return 'long'
  return isOwn ? null : 'own'
}

/** `Trần Thị Mai` → `tranthimai`. */
function fold(text: string): string {
  return foldAccents(text).replaceAll(' ', '')
}

/** What the server said of the password itself, to stand at its field; undefined for other refusals. */
export function weaknessIn(problem: Problem | null): string | undefined {
  return problem?.code === 'IOC_PASSWORD_WEAK' ? (problem.detail ?? problem.title) : undefined
}
