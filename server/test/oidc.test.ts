import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AuditLine } from '../../shared/audit.ts'
import { type Browser, createBrowser, oidcSettings, PUBLIC_URL } from './oidc-browser.ts'
import { openRealProvider, type RealProvider } from './oidc-real.ts'
import { type Opened, open } from './opened.ts'

const ROLES = {
  'ioc-quan-tri': 'operator',
  'ioc-lanh-dao': 'leader',
  'xa-31459': { role: 'officer', unit: 'area:31459' },
  'xa-lạ': { role: 'officer', unit: 'area:99999' },
}

let provider: RealProvider
let opened: Opened
beforeAll(async () => {
  provider = await openRealProvider()
  opened = await open(oidcSettings(provider.issuer, ROLES))
})
afterAll(async () => {
  await opened?.close()
  await provider?.close()
})

/** A fresh browser in front of which somebody sits. */
async function comes(subject: string, said?: Parameters<RealProvider['people']['set']>[1], from?: string) {
  if (said) provider.people.set(subject, said)
  provider.subject = subject
  const browser = createBrowser(opened)
  return { browser, ...(await browser.signIn({ from })) }
}
const sessionOf = async (browser: Browser) =>
  opened.ask('/api/v1/session', { headers: { cookie: browser.cookie() } }).then(({ status, body }) => ({
    status,
    ...body,
  }))
const audit = async (action: string): Promise<AuditLine[]> =>
  (await opened.call('GET', `/api/v1/audit?action=${action}`)).body.lines
const people = async () => (await opened.call('GET', '/api/v1/people')).body.people

describe('single sign-on with a real provider', () => {
  it('is offered by name, beside the password', async () => {
    const { body } = await opened.ask('/api/v1/session/options')
    expect(body).toEqual({ password: true, oidc: { label: 'Cổng đăng nhập tỉnh' } })
    const settings = await opened.call('GET', '/api/v1/settings')
    expect(settings.body.oidc).toEqual({ label: 'Cổng đăng nhập tỉnh', issuer: provider.issuer })
  })

  it('lets somebody in whom nobody has added before, with role and unit of his group', async () => {
    const said = { name: 'Đỗ Thị Ễnh', preferred_username: 'Đỗ.Ễnh@cantho.example', groups: ['khác', 'xa-31459'] }
    const { browser, url } = await comes('s-1', said, '/analysis?unit=area%3A31459#top')
    expect(url).toBe(`${PUBLIC_URL}/analysis?unit=area%3A31459#top`)
    const unit = await opened.program.installation.unitNamed('area:31459')
    expect(await sessionOf(browser)).toMatchObject({
      status: 200,
      actor: 'do.enh',
      name: 'Đỗ Thị Ễnh',
      role: 'officer',
      unit: { unit },
      needs: null,
      may: { account: true, admin: false },
    })
    const [made] = await audit('person.created')
    expect(made).toMatchObject({ actor: 'system', unit, detail: { user: 'do.enh', role: 'officer', how: 'oidc' } })
    const [entered] = await audit('session.opened')
    expect(entered).toMatchObject({ actor: 'do.enh', role: 'officer', detail: { how: 'oidc' } })
  })

  it('knows him again by his subject, whatever he is called, and follows his group', async () => {
    const before = await comes('s-1')
    const said = { name: 'Đỗ Thị Ễnh', preferred_username: 'ten.moi', groups: ['xa-31459', 'ioc-lanh-dao'] }
    const { browser } = await comes('s-1', said)
    expect(await sessionOf(browser)).toMatchObject({ actor: 'do.enh', role: 'leader', unit: null })
    expect((await sessionOf(before.browser)).status).toBe(401)
    const [changed] = await audit('person.changed')
    expect(changed?.detail).toMatchObject({
      user: 'do.enh',
      before: { role: 'officer', unit: expect.any(String) },
      after: { role: 'leader', unit: null },
    })
  })

  it('leaves his other browsers alone while nothing changes', async () => {
    const first = await comes('s-1')
    const lines = (await audit('person.changed')).length
    await comes('s-1')
    expect((await sessionOf(first.browser)).status).toBe(200)
    expect(await audit('person.changed')).toHaveLength(lines)
  })

  it('never takes a person of the same name or e-mail for him', async () => {
    const invited = await opened.call('POST', '/api/v1/people', { user: 'tran.a', name: 'Trần A', role: 'operator' })
    const said = { preferred_username: 'tran.a', email: 'tran.a', groups: ['ioc-lanh-dao'] }
    const { browser } = await comes('s-2', said)
    expect(await sessionOf(browser)).toMatchObject({ actor: 'tran.a-2', role: 'leader' })
    const local = (await people()).find(({ id }: { id: string }) => id === invited.body.person.id)
    expect(local).toMatchObject({ user: 'tran.a', oidc: false, state: 'invited' })
  })

  it('never gives a name of the program itself', async () => {
    const { browser } = await comes('s-3', { preferred_username: 'admin', groups: ['ioc-lanh-dao'] })
    expect((await sessionOf(browser)).actor).toBe('admin-2')
  })

  it('sends nobody to another site afterwards', async () => {
    for (const from of [
      '//evil.example/',
      '/\\evil.example',
      'https://evil.example/',
      '/..//evil.example',
      '/api/v1/x',
    ])
      expect([from, (await comes('s-1', undefined, from)).url]).toEqual([from, `${PUBLIC_URL}/`])
  })

  it('ends with signing out here', async () => {
    const { browser } = await comes('s-1')
    const { csrf } = await sessionOf(browser)
    const headers = { cookie: browser.cookie(), 'x-csrf-token': csrf, 'sec-fetch-site': 'same-origin' }
    expect((await opened.ask('/api/v1/session', { method: 'DELETE', headers })).status).toBe(204)
    expect((await sessionOf(browser)).status).toBe(401)
  })

  it('is no showing of oneself, unless the provider asked again', async () => {
    const { browser } = await comes('s-op', { preferred_username: 'quan.tri', groups: ['ioc-quan-tri'] })
    const change = async (user: string) => {
      const { csrf } = await sessionOf(browser)
      const headers = {
        cookie: browser.cookie(),
        'x-csrf-token': csrf,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/json',
      }
      const body = JSON.stringify({ user, name: 'Mới', role: 'analyst' })
      return (await opened.ask('/api/v1/people', { method: 'POST', headers, body })).status
    }
    expect(await change('mot')).toBe(403)
    await browser.signIn()
    expect(await change('mot')).toBe(403)
    await browser.signIn({ from: '/admin', again: '1' })
    expect(await change('mot')).toBe(201)
    opened.clock.set(new Date(opened.clock.now().getTime() + 16 * 60_000))
    expect(await change('hai')).toBe(403)
  })

  it('gives no way to a password', async () => {
    const person = (await people()).find(({ user }: { user: string }) => user === 'do.enh')
    const invited = await opened.call('POST', `/api/v1/people/${person.id}/invitation`)
    expect([person.oidc, invited.status, invited.body.code]).toEqual([true, 409, 'IOC_PERSON_OF_OIDC'])
  })
})

describe('single sign-on refuses', () => {
  const refusedBy = async ({ browser, answer }: Awaited<ReturnType<typeof comes>>) => {
    const [line] = await audit('session.refused')
    const code = await answer?.json().then(({ code }: { code: string }) => code)
    return { status: answer?.status, code, session: (await sessionOf(browser)).status, detail: line?.detail }
  }
  const refused = (rule: string) => ({
    status: 401,
    code: 'IOC_OIDC_FAILED',
    session: 401,
    detail: { how: 'oidc', rule },
  })

  it.each([
    ['nobody’s group', ['khách'], 'role'],
    ['no group', [], 'role'],
    ['another spelling of one', ['IOC-LANH-DAO'], 'role'],
    ['the group of a unit that is unknown here', ['xa-lạ'], 'unit'],
  ])('somebody of %s, and makes no account', async (_, groups, rule) => {
    const before = (await people()).length
    expect(await refusedBy(await comes('s-nobody', { name: 'Ai Đó', groups }))).toEqual(refused(rule))
    expect((await people()).length).toBe(before)
  })

  it('who was disabled here', async () => {
    await comes('s-off', { name: 'Người Nghỉ', preferred_username: 'nguoi.nghi', groups: ['ioc-lanh-dao'] })
    const { id } = (await people()).find(({ user }: { user: string }) => user === 'nguoi.nghi')
    await opened.call('PATCH', `/api/v1/people/${id}`, { disabled: true })
    expect(await refusedBy(await comes('s-off'))).toEqual(refused('disabled'))
  })

  it('to take the last operator away, and ends what he had open', async () => {
    const { browser } = await comes('s-op', { preferred_username: 'quan.tri', groups: ['ioc-quan-tri'] })
    expect((await sessionOf(browser)).role).toBe('operator')
    const gone = await comes('s-op', { preferred_username: 'quan.tri', groups: ['ioc-lanh-dao'] })
    expect(await refusedBy(gone)).toEqual(refused('last-operator'))
    expect((await sessionOf(browser)).status).toBe(401)
  })

  it('and leads a browser back to the sign-in page', async () => {
    provider.subject = 's-nobody'
    const browser = createBrowser(opened)
    const isBack = (url: string) => url.startsWith(`${PUBLIC_URL}/api/v1/session/oidc/callback`)
    const { url } = await browser.follow(`${PUBLIC_URL}/api/v1/session/oidc/start`, isBack)
    const answer = await browser.get(url, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/sign-in?problem=oidc'])
  })
})

describe('without its provider', () => {
  it('the program starts, and people with passwords go on', async () => {
    const away = await open(oidcSettings('http://127.0.0.1:9', ROLES))
    const started = await away.ask('/api/v1/session/oidc/start')
    const health = await away.ask('/api/v1/session/options')
    const wrong = await away.ask('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'quan.tri', password: 'sai' }),
    })
    await away.close()
    expect([started.status, started.body.code, health.status]).toEqual([401, 'IOC_OIDC_FAILED', 200])
    expect(wrong.body.code).toBe('IOC_SIGN_IN_FAILED')
  })
})
