import { isSameSecret, keyedHash } from './tokens.ts'

/** What a page sends back with every changing call: bound to its session, and worth nothing without the cookie. */
export function csrfOf(session: string, secret: string): string {
  return keyedHash(secret, 'csrf', session)
}

/** Was this token given to that session? */
export function isCsrfOf(session: string, secret: string, sent: string | readonly string[] | undefined): boolean {
  return typeof sent === 'string' && isSameSecret(sent, csrfOf(session, secret))
}
