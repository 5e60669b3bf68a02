import type { BrowserContext } from 'playwright-core'
import { codeNow } from '../../server/test/totp.ts'
import type { Invitation, SessionInfo, TotpOffer } from '../../shared/access.ts'
import type { PersonRole } from '../../shared/roles.ts'
import type { Desk } from './desk.ts'

/** A password that the rules take. */
export const PASSWORD = 'vịt trời đậu cầu tre 7391'

/** Makes a person as an operator's machine does, sets his password as he would, and signs a browser in as him. */
export async function visitAs(
  desk: Desk,
  { user, name, role, unit = null }: { user: string; name: string; role: PersonRole; unit?: string | null },
): Promise<BrowserContext> {
  const { path } = (await (await desk.program.post('/api/v1/people', { user, name, role, unit })).json()) as Invitation
  const cookie = await accept(desk.program.url, path)
  if (role === 'operator' || role === 'officer') await enrol(desk.program.url, cookie)
  const context = await desk.visit()
  const [cookieName = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name: cookieName, value, url: desk.program.url }])
  return context
}

/** Sets the password of an invitation; the cookie of the session that it opens. @param path - `/invitation#token` */
export async function accept(url: string, path: string): Promise<string> {
  const token = path.slice(path.indexOf('#') + 1)
  const answer = await fetch(`${url}/api/v1/session/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password: PASSWORD }),
  })
  const cookie = answer.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`the invitation was refused: ${await answer.text()}`)
  return cookie
}

async function enrol(url: string, cookie: string): Promise<void> {
  const { csrf } = (await (await fetch(`${url}/api/v1/session`, { headers: { cookie } })).json()) as SessionInfo
  const call = (path: string, body: unknown) =>
    fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: {
        cookie,
        'x-csrf-token': csrf ?? '',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
  const { secret } = (await (await call('/account/totp', {})).json()) as TotpOffer
  const confirmed = await call('/account/totp/confirm', { code: codeNow(secret) })
  if (!confirmed.ok) throw new Error(`the second factor was refused: ${await confirmed.text()}`)
}
