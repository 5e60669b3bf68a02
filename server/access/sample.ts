import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** Does this call come straight from this machine, with no proxy in between that says so? */
export function isDirect(peer: string, headers: IncomingHttpHeaders): boolean {
  return isLoopback(peer) && !FORWARDING.some((name) => headers[name] !== undefined)
}

/** An address of this machine itself. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '')
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'))
}
