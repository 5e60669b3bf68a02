import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Parameter names under which keys are sent by mistake. */
const KEY_NAMES = new Set(['token', 'access_token', 'key', 'api_key', 'apikey', 'authorization', 'password', 'secret'])

/** Does one of these query parameters look like a key? */
export function isKeyAmong(queryNames: readonly string[]): boolean {
  return queryNames.some((name) => KEY_NAMES.has(name.toLowerCase()))
}

/** Compares two secrets in a time that tells nothing about them. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b))
}

/** 256 random bits, as they are sent. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What stands for a text that could be guessed: nobody without the secret can try. @param purpose - keeps uses apart */
export function keyedHash(secret: string, purpose: string, text: string): string {
  return createHmac('sha256', secret).update(`${purpose} ${text}`).digest('base64url')
}

/** What is kept of a token instead of the token. */
export function fingerprint(token: string): string {
  return digest(token).toString('base64url')
}

/** The token of an `Authorization: Bearer` header; null without one, empty when it is malformed. */
export function bearerOf(authorization: string | undefined): string | null {
  if (authorization === undefined) return null
  return /^Bearer +([\x21-\x7e]{1,4096})$/i.exec(authorization)?.[1] ?? ''
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
