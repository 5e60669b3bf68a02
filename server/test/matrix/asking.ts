import type { DeclaredRoute } from '../../http/guard.ts'
import { CALLERS, type CallerName, type City } from './callers.ts'
import type { Verdict } from './expected.ts'

/** One square of the matrix. */
export interface Square {
  caller: CallerName
  method: string
  url: string
}

/** Ends the caller's own session: looked at apart. */
const ENDS = 'DELETE /api/v1/session'
const KEPT_OUT = [401, 403]

/** Every caller before every declared route; the build's own files, which all are alike, are left to the scan. */
export function squaresOf(routes: readonly DeclaredRoute[]): Square[] {
  const asked = routes.filter(
    ({ method, url }) => method !== 'OPTIONS' && !url.startsWith('/assets/') && `${method} ${url}` !== ENDS,
  )
  return CALLERS.flatMap((caller) => asked.map(({ method, url }) => ({ caller, method, url })))
}

/** An address that the route matches, with nothing behind it. */
export function addressOf(url: string): string {
  return url.replace(/:\w+/g, 'nothing').replace('*', 'x')
}

/** What the program says to a caller who comes without a body. */
export async function verdictOf({ opened, callers }: City, { caller, method, url }: Square): Promise<string> {
  const response = await fetch(`${opened.url}${addressOf(url)}`, {
    method,
    headers: callers[caller],
    redirect: 'manual',
  })
  const text = await response.text()
  if (method === 'HEAD') return KEPT_OUT.includes(response.status) ? `${response.status}` : 'in'
  const code = /problem\+json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text).code : ''
  return KEPT_OUT.includes(response.status) || code === 'IOC_SETUP_OVER' ? code : 'in'
}

/** An expectation in the words of `verdictOf`: of a HEAD only the status is known. */
export function wordsOf(verdict: Verdict, method: string): string {
  if (method !== 'HEAD' || verdict === 'in') return verdict
  return verdict === 'IOC_NOT_SIGNED_IN' ? '401' : '403'
}
