import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'

const given = new WeakMap<ServerResponse, string>()

/** The nonce of one answer, for its content security policy and for what its page may run: 128 random bits. */
export function nonceOf(answer: ServerResponse): string {
  const nonce = given.get(answer) ?? randomBytes(16).toString('base64url')
  given.set(answer, nonce)
  return nonce
}
