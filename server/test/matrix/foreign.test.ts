import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dossierFile } from '../opened.ts'
import { A, B, type City, OF_B, openCityOfCallers } from './callers.ts'

let city: City
let kept: string
beforeAll(async () => {
  city = await openCityOfCallers()
  kept = await whatBHolds()
}, 120_000)
afterAll(() => city.opened.close())

const NOVEMBER = { period: { from: '2026-11-01', to: '2026-11-30' } }
const LOST = 'AAAAAAAAAAAA'

/** Everything of B that an attack could have moved, as its own officer sees it. */
async function whatBHolds(): Promise<string> {
  const { opened, callers } = city
  const headers = callers['officer of B']
  const { body } = await opened.ask('/api/v1/batches', { headers })
  const feeds = await opened.ask('/api/v1/feeds', { headers })
  return JSON.stringify([body, feeds.body, await receivedInB()])
}

async function receivedInB(): Promise<unknown> {
  const asked = { measures: ['dossiers.received'], unit: B, ...NOVEMBER }
  const { body } = await city.opened.call('POST', '/api/v1/figures', asked)
  return body.rows[0]['dossiers.received']
}

async function asOfficerOfA(method: string, path: string, body?: unknown) {
  const { opened, callers } = city
  const answer = await opened.ask(path, {
    method,
    headers: { ...callers['officer of A'], ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: answer.body }
}

/** What was said, without the trace id and with the id that was asked for left out. */
function said(answer: { status: number; body: Record<string, unknown> }, id: string): string {
  const { traceId: _, ...body } = answer.body
  return JSON.stringify({ status: answer.status, body }).replaceAll(id, 'ID')
}

const SHA = 'a'.repeat(64)

describe('[A65] what belongs to another commune', () => {
  it.each([
    ['GET', '', undefined],
    ['PATCH', '', { answers: { 'sheet.1': 'x' } }],
    ['DELETE', '', undefined],
    ['GET', '/effect', undefined],
    ['GET', '/withdraw/effect', undefined],
    ['POST', '/commit', { sha256: SHA }],
    ['POST', '/commit', { sha256: SHA, dropRejected: true, reason: 'x' }],
    ['POST', '/withdraw', { reason: 'x' }],
  ])('is answered as what never existed: %s /batches/:id%s', async (method, end, body) => {
    const { committed, waiting } = city.batches.B
    const never = await asOfficerOfA(method, `/api/v1/batches/${LOST}${end}`, body)
    expect(never).toMatchObject({ status: 404, body: { code: 'IOC_BATCH_UNKNOWN' } })
    for (const id of [committed, waiting]) {
      const foreign = await asOfficerOfA(method, `/api/v1/batches/${id}${end}`, body)
      expect(said(foreign, id)).toBe(said(never, LOST))
    }
  })

  it('is answered as what was thrown away', async () => {
    const { opened } = city
    const gone = await opened.deliver('dataset=dossiers&feed=xa-b', 'x.csv', 'Mã hồ sơ;Ngày tiếp nhận\r\ngone;x\r\n')
    expect((await opened.call('DELETE', `/api/v1/batches/${gone.id}`)).status).toBe(204)
    const foreign = await asOfficerOfA('GET', `/api/v1/batches/${gone.id}`)
    expect(said(foreign, gone.id)).toBe(said(await asOfficerOfA('GET', `/api/v1/batches/${LOST}`), LOST))
    kept = await whatBHolds()
  })

  it('is a source that never existed', async () => {
    const never = await asOfficerOfA('PATCH', '/api/v1/feeds/khong-co', { noDueDate: 'onTime' })
    expect(never.status).toBe(404)
    const foreign = await asOfficerOfA('PATCH', '/api/v1/feeds/xa-b', { noDueDate: 'onTime' })
    expect(said(foreign, 'xa-b')).toBe(said(never, 'khong-co'))
  })

  it('takes no push and no file, as a source that nobody registered', async () => {
    const push = (feed: string) =>
      asOfficerOfA('POST', '/api/v1/push/dossiers', { feed, rows: [{ code: 'x', receivedAt: '2026-11-05' }] })
    const never = await push('khong-co')
    expect(never).toMatchObject({ status: 403, body: { code: 'IOC_FEED_NOT_REGISTERED' } })
    expect(said(await push('xa-b'), 'xa-b')).toBe(said(never, 'khong-co'))
    const send = async (feed: string) => {
      const form = new FormData()
      form.set(
        'file',
        new Blob([dossierFile('000.21.45.H13-261102-0001;02/11/2026;06/11/2026;04/11/2026;10')]),
        'a.csv',
      )
      const headers = city.callers['officer of A']
      const { status, body } = await city.opened.ask(`/api/v1/batches?dataset=dossiers&feed=${feed}`, {
        method: 'POST',
        headers,
        body: form,
      })
      return { status, body }
    }
    const lost = await send('khong-co')
    expect(lost.status).toBe(403)
    expect(said(await send('xa-b'), 'xa-b')).toBe(said(lost, 'khong-co'))
  })

  it('stands in no list', async () => {
    const { committed, waiting } = city.batches.B
    const lists = [
      '/api/v1/batches',
      '/api/v1/batches?feed=xa-b',
      '/api/v1/feeds',
      '/api/v1/audit?limit=500',
      `/api/v1/audit?unit=${B}`,
      '/api/v1/audit?actor=admin-token',
    ]
    for (const path of lists) {
      const { status, body } = await asOfficerOfA('GET', path)
      expect([path, status]).toEqual([path, 200])
      for (const word of [committed, waiting, 'xa-b', 'can-bo-b']) expect(JSON.stringify(body)).not.toContain(word)
    }
  })

  it('gives no codes, and none that never existed', async () => {
    const rows = await city.opened.call('POST', '/api/v1/figures/rows', {
      measures: ['dossiers.received'],
      measure: 'dossiers.received',
      unit: B,
      ...NOVEMBER,
    })
    const keys = rows.body.rows.map(({ key }: { key: string }) => key)
    expect(keys).toHaveLength(OF_B)
    const ask = (asked: string[]) =>
      asOfficerOfA('POST', '/api/v1/codes/reveal', { dataset: 'dossiers', keys: asked, reason: 'Dân hỏi tại quầy' })
    expect(await ask(keys)).toEqual({ status: 200, body: { codes: [] } })
    expect(await ask(['never'])).toEqual({ status: 200, body: { codes: [] } })
  })

  it.each(['/figures', '/figures/receipt', '/figures/rows', '/figures/reconciliation'])(
    'is no unit to ask %s for, which is said by name: the tree of units is no secret',
    async (path) => {
      const asked = { measures: ['dossiers.received'], unit: B, ...NOVEMBER }
      const needsOne = path.endsWith('receipt') || path.endsWith('rows')
      const answer = await asOfficerOfA('POST', `/api/v1${path}`, {
        ...asked,
        ...(needsOne && { measure: 'dossiers.received' }),
      })
      expect([answer.status, answer.body.code]).toEqual([403, 'IOC_UNIT_NOT_YOURS'])
    },
  )

  it('is a session that never existed', async () => {
    const { opened, callers } = city
    const { body } = await opened.ask('/api/v1/account', { headers: callers['officer of B'] })
    const own = body.sessions[0].id
    const never = await asOfficerOfA('DELETE', `/api/v1/account/sessions/${LOST}`)
    const foreign = await asOfficerOfA('DELETE', `/api/v1/account/sessions/${own}`)
    expect(foreign).toEqual(never)
    expect((await opened.ask('/api/v1/session', { headers: callers['officer of B'] })).status).toBe(200)
  })

  it('is as it was after all of this', async () => {
    expect(await whatBHolds()).toBe(kept)
    expect(await receivedInB()).toMatchObject({ value: OF_B })
  })
})

describe('[A66] what belongs to operators', () => {
  it.each([
    ['PATCH', '/api/v1/people/ID', { disabled: true }],
    ['POST', '/api/v1/people/ID/invitation', undefined],
    ['DELETE', '/api/v1/people/ID/sessions', undefined],
    ['DELETE', '/api/v1/keys/ID', undefined],
    ['PATCH', '/api/v1/screens/ID', { public: false }],
    ['DELETE', '/api/v1/screens/ID', undefined],
  ])('is refused alike whether it exists or not: %s %s', async (method, path, body) => {
    const { opened, callers } = city
    const lists = await Promise.all(
      (['people', 'keys', 'screens'] as const).map(
        async (list) => (await opened.call('GET', `/api/v1/${list}`)).body[list],
      ),
    )
    const existing = lists.flat().map(({ id }: { id: string }) => id)
    for (const caller of ['leader', 'officer of A', 'operator of A', 'office screen', 'key for figures'] as const) {
      const heard = new Set<string>()
      for (const id of [...existing, LOST]) {
        const answer = await opened.ask(path.replace('ID', id), {
          method,
          headers: { ...callers[caller], ...(body && { 'content-type': 'application/json' }) },
          ...(body && { body: JSON.stringify(body) }),
        })
        heard.add(`${answer.status} ${answer.body.code}`)
      }
      expect([caller, ...heard]).toEqual([caller, '403 IOC_NOT_ALLOWED'])
    }
  })
})

describe('an operator of one commune', () => {
  it.each([
    ['another commune', `?unit=${B}`],
    ['the whole province', '?unit=area:92'],
    ['no unit at all', ''],
  ])('opens no source for %s', async (_, search) => {
    const { opened, callers } = city
    const row = { code: 'moi-1', receivingUnit: B, resolvingUnit: B, receivedAt: '2026-11-06T08:00:00+07:00' }
    const { status, body } = await opened.ask(`/api/v1/push/dossiers${search}`, {
      method: 'POST',
      headers: { ...callers['operator of A'], 'content-type': 'application/json' },
      body: JSON.stringify({ feed: 'nguon-moi', rows: [row] }),
    })
    expect([status, body.code]).toEqual([403, 'IOC_UNIT_NOT_YOURS'])
    expect((await receivedInB()) as object).toMatchObject({ value: OF_B })
  })

  it('opens one for his own', async () => {
    const { opened, callers } = city
    const row = { code: 'moi-2', receivingUnit: A, resolvingUnit: A, receivedAt: '2026-11-06T08:00:00+07:00' }
    const { status } = await opened.ask(`/api/v1/push/dossiers?unit=${A}`, {
      method: 'POST',
      headers: { ...callers['operator of A'], 'content-type': 'application/json' },
      body: JSON.stringify({ feed: 'nguon-cua-a', rows: [row] }),
    })
    expect(status).toBe(200)
  })
})
