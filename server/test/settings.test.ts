import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Opened, open } from './opened.ts'
import { type SignedIn, signedIn } from './people.ts'

describe('the settings of an installation', () => {
  let opened: Opened
  let operator: SignedIn
  beforeAll(async () => {
    opened = await open()
    operator = await signedIn(opened, { user: 'chu', role: 'operator' })
  })
  afterAll(() => opened.close())

  it('begin without a home unit', async () => {
    const { status, body } = await operator.call('GET', '/api/v1/settings')
    expect({ status, body }).toEqual({ status: 200, body: { home: null, homeIsFixed: false, oidc: null } })
  })

  it('take the unit that an operator names, for every session and for figures', async () => {
    const { status, body } = await operator.call('PATCH', '/api/v1/settings', { home: 'area:91' })
    expect({ status, level: body.home?.level }).toEqual({ status: 200, level: 'province' })
    const { body: session } = await operator.call('GET', '/api/v1/session')
    expect(session.home).toEqual(body.home)
  })

  it('are written into the audit with what was before and after', async () => {
    const { lines } = await opened.program.stages.ledger.audit.page({ action: 'setting.changed' })
    expect(lines).toMatchObject([{ actor: 'chu', object: { kind: 'setting', id: 'home' }, detail: { before: null } }])
    expect(lines[0]?.detail.after).toBe((await operator.call('GET', '/api/v1/settings')).body.home.unit)
  })

  it('refuse a unit that nobody knows, and keep the one that was', async () => {
    const before = (await operator.call('GET', '/api/v1/settings')).body
    const { status, body } = await operator.call('PATCH', '/api/v1/settings', { home: 'nowhere' })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'IOC_UNKNOWN_UNIT' })
    expect((await operator.call('GET', '/api/v1/settings')).body).toEqual(before)
  })

  it('go back to no unit', async () => {
    expect((await operator.call('PATCH', '/api/v1/settings', { home: null })).body.home).toBeNull()
  })

  it('are closed to everybody but operators', async () => {
    const officer = await signedIn(opened, { user: 'can-bo', role: 'officer' })
    for (const [method, body] of [['GET'], ['PATCH', { home: null }]] as const) {
      expect((await officer.call(method, '/api/v1/settings', body)).status).toBe(403)
    }
  })
})

describe('an installation started with IOC_UNIT', () => {
  it('says that its home is fixed, and refuses another', async () => {
    const opened = await open({ IOC_UNIT: 'area:91' })
    try {
      expect((await opened.call('GET', '/api/v1/settings')).body).toMatchObject({ homeIsFixed: true })
      const { status, body } = await opened.call('PATCH', '/api/v1/settings', { home: null })
      expect({ status, code: body.code }).toEqual({ status: 409, code: 'IOC_HOME_FIXED' })
    } finally {
      await opened.close()
    }
  })
})
