import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Opened, open } from '../test/opened.ts'
import { type SignedIn, signedIn } from '../test/people.ts'

const PASSWORD = 'lúa chín vàng bến phà'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const transact: Opened['program']['stages']['ledger']['transact'] = (work) =>
  opened.program.stages.ledger.transact(work)
const create = (user: string, more: object = {}) =>
  opened.call('POST', '/api/v1/people', { user, name: `Người ${user}`, role: 'officer', ...more })
const tokenOf = (path: string) => path.split('#')[1] ?? ''
const accept = (token: string, password = PASSWORD) =>
  opened.ask('/api/v1/session/accept', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, password }),
  })
const isIn = async ({ call }: SignedIn) => (await call('GET', '/api/v1/session')).status === 200
const linesAbout = async (person: string) =>
  transact((sql) =>
    sql.query<{ action: string; actor: string; detail: object }>(
      'select action, actor, detail from audit where object_id = $1 order by id',
      [person],
    ),
  )

describe('a new person', () => {
  it('is invited by a link that sets his password once', async () => {
    const { status, body } = await create('mai', { role: 'analyst' })
    expect(status).toBe(201)
    expect(body.person).toMatchObject({ user: 'mai', role: 'analyst', unit: null, state: 'invited', sessions: 0 })
    expect(body.path).toMatch(/^\/invitation#[\w-]{43}$/)
    expect(body.until).toBe('2026-11-25T02:00:00.000Z')
    expect((await accept(tokenOf(body.path))).status).toBe(204)
    expect((await accept(tokenOf(body.path))).status).toBe(401)
    const { people } = (await opened.call('GET', '/api/v1/people')).body
    expect(people).toContainEqual(
      expect.objectContaining({ user: 'mai', state: 'active', sessions: 1, lastSeenAt: '2026-11-22T02:00:00.000Z' }),
    )
  })

  it('works for a unit named as people name it', async () => {
    const { body } = await create('cuong', { unit: 'area:31459' })
    expect(body.person.unit).toBe(await opened.program.installation.unitNamed('area:31459'))
    expect((await create('cuong2', { unit: 'area:no-such' })).body.code).toBe('IOC_UNKNOWN_UNIT')
  })

  it('never gets a name that somebody has or had', async () => {
    const { body } = await create('huong')
    await opened.call('PATCH', `/api/v1/people/${body.person.id}`, { disabled: true })
    const again = await create('huong')
    expect([again.status, again.body.code, again.body.at]).toEqual([409, 'IOC_USER_TAKEN', { user: 'huong' }])
  })

  it('gets a name once when ten ask for it at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => create('dong')))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
  })

  it.each(['system', 'admin', 'operator', 'local', 'admin-token', 'sample-wall', 'root'])(
    'is never called %s, as the program itself is',
    async (user) => {
      expect((await create(user)).body.code).toBe('IOC_USER_TAKEN')
    },
  )

  it.each(['Lan', 'key:x', 'link:operator', 'x', '1lan', 'lan lan', 'lân', `${'l'.repeat(41)}`])(
    'is never called "%s"',
    async (user) => {
      expect((await create(user)).status).toBe(400)
    },
  )

  it('has a name without signs that turn or break a line', async () => {
    const { body } = await create('yen', { name: ' Yến\u202e\n\u0000Nhi ' })
    expect(body.person.name).toBe('Yến Nhi')
  })

  it('is not the matter of a leader, analyst or officer', async () => {
    for (const role of ['leader', 'analyst', 'officer'] as const) {
      const { call } = await signedIn(opened, { user: `no-${role}`, role })
      expect([role, (await call('GET', '/api/v1/people')).status]).toEqual([role, 403])
      expect((await call('POST', '/api/v1/people', { user: 'evil', name: 'x', role: 'operator' })).status).toBe(403)
    }
  })
})

describe('an invitation', () => {
  it('takes the place of the one before it', async () => {
    const first = (await create('nga')).body
    const second = (await opened.call('POST', `/api/v1/people/${first.person.id}/invitation`)).body
    expect((await accept(tokenOf(first.path))).status).toBe(401)
    expect((await accept(tokenOf(second.path))).status).toBe(204)
  })

  it('ends after 72 hours', async () => {
    const { path } = (await create('tham')).body
    const start = opened.clock.now()
    opened.clock.set(new Date(start.getTime() + 72 * 3_600_000 + 1_000))
    expect((await accept(tokenOf(path))).status).toBe(401)
    opened.clock.set(start)
  })

  it('is worthless once the person is disabled, and no new one is given', async () => {
    const { person, path } = (await create('khoa')).body
    await opened.call('PATCH', `/api/v1/people/${person.id}`, { disabled: true })
    expect((await opened.call('POST', `/api/v1/people/${person.id}/invitation`)).body.code).toBe('IOC_PERSON_DISABLED')
    await opened.call('PATCH', `/api/v1/people/${person.id}`, { disabled: false })
    expect((await accept(tokenOf(path))).status).toBe(401)
  })

  it('is not given to people of the single sign-on, but to the break-glass account', async () => {
    const { id } = (await create('sso')).body.person
    await transact((sql) => sql.query(`update people set oidc_issuer = 'x', oidc_subject = 'y' where id = $1`, [id]))
    expect((await opened.call('POST', `/api/v1/people/${id}/invitation`)).body.code).toBe('IOC_PERSON_OF_OIDC')
    await transact((sql) => sql.query('update people set break_glass = true where id = $1', [id]))
    expect((await opened.call('POST', `/api/v1/people/${id}/invitation`)).status).toBe(201)
  })
})

describe('a change of rights', () => {
  it.each([
    ['role', { role: 'analyst' }, false],
    ['unit', { unit: 'area:31459' }, false],
    ['being disabled', { disabled: true }, false],
    ['a second factor taken away', { totp: false }, false],
    ['only the name', { name: 'Tên mới' }, true],
    ['nothing that was not so already', { role: 'officer', unit: null, disabled: false }, true],
  ] as const)('%s: does the session go on?', async (what, change, goesOn) => {
    const session = await signedIn(opened, {
      user: `s${Buffer.from(what).toString('hex').slice(0, 20)}`,
      role: 'officer',
    })
    expect(await isIn(session)).toBe(true)
    expect((await opened.call('PATCH', `/api/v1/people/${session.person}`, change)).status).toBe(200)
    expect(await isIn(session)).toBe(goesOn)
  })

  it('leaves nothing of a second factor that is taken away', async () => {
    const { person } = await signedIn(opened, { user: 'mat', role: 'officer' })
    const { body } = await opened.call('PATCH', `/api/v1/people/${person}`, { totp: false })
    expect(body.totp).toBe(false)
    const [left] = await transact((sql) =>
      sql.query('select totp_sealed, totp_confirmed_at, totp_step, recovery from people where id = $1', [person]),
    )
    expect(left).toEqual({ totp_sealed: null, totp_confirmed_at: null, totp_step: null, recovery: [] })
  })

  it('ends all sessions of a person at a word', async () => {
    const session = await signedIn(opened, { user: 'hai', role: 'officer' })
    expect((await opened.call('DELETE', `/api/v1/people/${session.person}/sessions`)).status).toBe(204)
    expect(await isIn(session)).toBe(false)
  })

  it('is refused for nobody', async () => {
    for (const [method, path] of [
      ['PATCH', ''],
      ['POST', '/invitation'],
      ['DELETE', '/sessions'],
    ] as const) {
      const { body } = await opened.call(method, `/api/v1/people/nobody${path}`, method === 'PATCH' ? {} : undefined)
      expect(body.code).toBe('IOC_PERSON_UNKNOWN')
    }
  })

  it('writes who did it, and the rights before and after', async () => {
    const boss = await signedIn(opened, { user: 'sep', role: 'operator' })
    const { person } = (await boss.call('POST', '/api/v1/people', { user: 'thu', name: 'Thu', role: 'leader' })).body
    await boss.call('PATCH', `/api/v1/people/${person.id}`, { role: 'officer' })
    await boss.call('PATCH', `/api/v1/people/${person.id}`, { disabled: true })
    const rights = (role: string, disabled = false) => ({ role, unit: null, disabled })
    expect(await linesAbout(person.id)).toEqual([
      { action: 'person.created', actor: 'sep', detail: { user: 'thu', role: 'leader', unit: null } },
      { action: 'person.invited', actor: 'sep', detail: { user: 'thu', until: '2026-11-25T02:00:00.000Z' } },
      {
        action: 'person.changed',
        actor: 'sep',
        detail: { user: 'thu', before: rights('leader'), after: rights('officer') },
      },
      {
        action: 'person.disabled',
        actor: 'sep',
        detail: { user: 'thu', before: rights('officer'), after: rights('officer', true) },
      },
    ])
  })
})

describe('an account', () => {
  it('is shown as locked after ten failures within 15 minutes, and as open again after 15 more', async () => {
    const { person } = (await create('khoa-tam')).body
    const start = opened.clock.now()
    const stateOf = async () =>
      (await opened.call('GET', '/api/v1/people')).body.people.find(({ id }: { id: string }) => id === person.id).state
    const fail = () =>
      transact((sql) => sql.query('insert into sign_in_failures values ($1, $2)', ['user khoa-tam', start]))
    for (let n = 0; n < 9; n += 1) await fail()
    expect(await stateOf()).toBe('invited')
    await fail()
    expect(await stateOf()).toBe('locked')
    opened.clock.set(new Date(start.getTime() + 15 * 60_000))
    expect(await stateOf()).toBe('invited')
    opened.clock.set(start)
  })
})
