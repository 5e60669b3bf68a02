import type { IncomingHttpHeaders } from 'node:http'
import { isIP } from 'node:net'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** A method that changes nothing. */
export function isSafe(method: string): boolean {
  return SAFE.has(method)
}

/**
 * Does the `Host` header name this installation? Otherwise a page somewhere could have its own name pointed at this
 * address and read the figures as if it were same-origin. Bare addresses cannot be pointed elsewhere and pass.
 *
 * @param publicUrl - the origin under which browsers come, null when nothing was set
 * @param listens - the host on which the program listens
 */
export function isOwnHost(host: string | undefined, publicUrl: string | null, listens: string): boolean {
  const name = hostName(host)
  if (name === null) return false
  if (isIP(name) !== 0 || name === 'localhost' || name === listens.toLowerCase()) return true
  return publicUrl !== null && new URL(publicUrl).hostname === name
}

/**
 * Was an unsafe call made by a page of this installation? Browsers say so in `Sec-Fetch-Site` (secure origins) or in
 * `Origin`; a call without either comes from no browser and is fine only if it carries no cookie.
 */
export function isFromOwnPage(
  method: string,
  headers: IncomingHttpHeaders,
  publicUrl: string | null,
  withCookie: boolean,
): boolean {
  if (isSafe(method)) return true
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  if (headers.origin !== undefined) return isOwnOrigin(headers.origin, headers.host, publicUrl)
  return !withCookie
}

/** Is this `Origin` the one under which this installation is reached? */
export function isOwnOrigin(origin: string, host: string | undefined, publicUrl: string | null): boolean {
  if (publicUrl !== null && origin === publicUrl) return true
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`)
}

function hostName(host: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host ?? '')
  return match?.[1]?.replace(/^\[|\]$/g, '').toLowerCase() ?? null
}
