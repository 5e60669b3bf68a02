import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback } from '../../shared/network.ts'

const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via']

/** Does this call come straight from this machine, with no proxy in between that says so? */
export function isDirect(peer: string, headers: IncomingHttpHeaders): boolean {
  return isLoopback(peer) && !FORWARDING.some((name) => headers[name] !== undefined)
}
