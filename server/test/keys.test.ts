import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CreatedKey } from '../../shared/access.ts'
import { isCell } from '../../shared/cell.ts'
import { type Called, NOVEMBER, type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
  for (const [feed, unit] of [
    ['igate', 'area:31459'],
    ['igate-tinh', 'area:92'],
    ['drill', 'area:31459'],
    ['other', 'area:31459'],
  ] as const)
    await opened.call('POST', `/api/v1/push/dossiers?unit=${unit}`, { feed, rows: [row(feed, 1)] })
})
afterAll(() => opened.close())

const COMMUNE = 'area:31459'
/** Another commune of the same province. */
const OTHER = 'area:31471'
const row = (feed: string, no: number, over: Record<string, unknown> = {}) => ({
  code: `000.21.45.H13-${feed}-${String(no).padStart(4, '0')}`,
  receivingUnit: COMMUNE,
  resolvingUnit: COMMUNE,
  receivedAt: '2026-11-05T08:00:00+07:00',
  dueAt: '2026-11-12T17:00:00+07:00',
  status: '4',
  ...over,
})
const withKey = (key: string) => ({ authorization: `Bearer ${key}` })
const push = (key: string, feed: string, rows: unknown[], headers: Record<string, string> = {}): Promise<Called> =>
  opened.call('POST', '/api/v1/push/dossiers', { feed, rows }, { ...withKey(key), ...headers })
async function make(body: Record<string, unknown>): Promise<CreatedKey> {
  const made = await opened.call('POST', '/api/v1/keys', { title: 'iGate Cần Thơ', ...body })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body as CreatedKey
}
async function received(): Promise<number> {
  const { rows } = await opened.figures(NOVEMBER)
  const cell = rows[0]?.['dossiers.received']
  return isCell(cell) ? (cell.value ?? 0) : 0
}
const revoke = (id: string) => opened.call('DELETE', `/api/v1/keys/${id}`)

describe('[A1] a push', () => {
  it('without key, with a wrong, a revoked or an ended one, or from elsewhere, hears the same', async () => {
    const gone = await make({ rights: ['push'], feed: 'igate' })
    expect((await push(gone.key, 'igate', [row('igate', 2)])).status).toBe(200)
    expect((await revoke(gone.item.id)).status).toBe(204)
    const elsewhere = await make({ rights: ['push'], feed: 'igate', ranges: ['203.0.113.0/24'] })
    const wrong = `${elsewhere.key.slice(0, 12)}_${'A'.repeat(43)}`
    const refused = []
    for (const headers of [{ authorization: 'Bearer' }, ...[wrong, gone.key, elsewhere.key, 'tck_'].map(withKey)]) {
      const { status, body } = await opened.call(
        'POST',
        '/api/v1/push/dossiers',
        { feed: 'igate', rows: [row('igate', 3)] },
        headers,
      )
      refused.push({ ...body, status, traceId: '' })
    }
    expect(refused[0]).toMatchObject({ status: 401, code: 'IOC_NOT_SIGNED_IN' })
    for (const one of refused) expect(one).toEqual(refused[0])
    await revoke(elsewhere.item.id)
  })

  it('to the feed of another key is refused', async () => {
    const { key, item } = await make({ rights: ['push'], feed: 'igate' })
    const { status, body } = await push(key, 'other', [row('other', 2)])
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'IOC_NOT_ALLOWED' })
    expect(await push(key, 'never-seen', [row('other', 2)])).toMatchObject({ status: 403 })
    await revoke(item.id)
  })
})

describe('[A2] a key', () => {
  it.each(['token', 'key', 'api_key', 'access_token'])('in the address under "%s" is refused', async (name) => {
    const path = `/api/v1/push/dossiers?${name}=tck_AAAAAAAA_${'A'.repeat(43)}`
    const { status, body } = await opened.call('POST', path, { feed: 'igate', rows: [row('igate', 4)] })
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'IOC_KEY_IN_QUERY' })
    expect(JSON.stringify(body)).not.toContain('tck_')
  })

  it('in the body is refused and not repeated', async () => {
    const key = `tck_AAAAAAAA_${'A'.repeat(43)}`
    const body = { feed: 'igate', rows: [row('igate', 4)], key }
    const answer = await opened.call('POST', '/api/v1/push/dossiers', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'IOC_BAD_REQUEST' } })
    expect(JSON.stringify(answer.body)).not.toContain(key)
  })
})

describe('a key', () => {
  it('to push reads no figures, rows, deliveries or lists', async () => {
    const { key, item } = await make({ rights: ['push'], feed: 'igate' })
    expect((await opened.call('GET', '/api/v1/session', undefined, withKey(key))).body).toMatchObject({
      actor: `key:${item.id}`,
      role: 'source',
    })
    for (const [method, path, body] of [
      ['POST', '/api/v1/figures', NOVEMBER],
      ['POST', '/api/v1/figures/rows', { ...NOVEMBER, measure: 'dossiers.received' }],
      ['GET', '/api/v1/batches', undefined],
      ['GET', '/api/v1/feeds', undefined],
      ['GET', '/api/v1/keys', undefined],
      ['GET', '/api/v1/units', undefined],
    ] as const) {
      const { status } = await opened.call(method, path, body, withKey(key))
      expect([path, status]).toEqual([path, 403])
    }
    await revoke(item.id)
  })

  it('for figures reads them and pushes nothing', async () => {
    const { key, item } = await make({ rights: ['figures'], unit: COMMUNE })
    expect((await opened.call('POST', '/api/v1/figures', NOVEMBER, withKey(key))).status).toBe(200)
    expect(await push(key, 'igate', [row('igate', 5)])).toMatchObject({ status: 403 })
    const rows = { ...NOVEMBER, measure: 'dossiers.received' }
    expect((await opened.call('POST', '/api/v1/figures/rows', rows, withKey(key))).status).toBe(403)
    await revoke(item.id)
  })

  it('narrower than its feed pushes to it', async () => {
    const { key, item } = await make({ rights: ['push'], feed: 'igate-tinh', unit: COMMUNE })
    expect(await push(key, 'igate-tinh', [row('igate-tinh', 2)])).toMatchObject({ status: 200, body: { accepted: 1 } })
    await revoke(item.id)
  })

  it('narrower than its feed pushes no row of another unit, nor takes one away from it', async () => {
    const other = { receivingUnit: OTHER, resolvingUnit: OTHER }
    const turn = [row('igate-tinh', 3, other), row('igate-tinh', 4)]
    const held = { feed: 'igate-tinh', rows: [row('igate-tinh', 5, other)] }
    expect((await opened.call('POST', '/api/v1/push/dossiers', held)).status).toBe(200)
    const { key, item } = await make({ rights: ['push'], feed: 'igate-tinh', unit: COMMUNE })
    const mixed = await push(key, 'igate-tinh', turn)
    expect(mixed).toMatchObject({ status: 200, body: { accepted: 1, rejected: [{ row: 1 }] } })
    expect(mixed.body.rejected[0].issues[0].rule).toBe('unit.outside')
    const taken = await push(key, 'igate-tinh', [row('igate-tinh', 5)])
    expect([taken.status, taken.body.code]).toEqual([422, 'IOC_ROWS_REJECTED'])
    expect(taken.body.rejected[0].issues[0].rule).toBe('row.foreign')
    await revoke(item.id)
  })

  it('is made and revoked by operators only, and stands in the audit without its secret', async () => {
    const { key, item } = await make({ rights: ['push'], feed: 'igate', ranges: ['127.0.0.0/8'] })
    expect((await opened.call('POST', '/api/v1/keys', { title: 'x', rights: ['figures'] }, withKey(key))).status).toBe(
      403,
    )
    await revoke(item.id)
    expect((await revoke(item.id)).body.code).toBe('IOC_KEY_UNKNOWN')
    const { lines } = await opened.program.stages.ledger.audit.page({ limit: 500 })
    const own = lines.filter(({ object }) => object?.id === item.id)
    expect(own.map(({ action, actor }) => [action, actor])).toEqual([
      ['key.revoked', 'admin-token'],
      ['key.created', 'admin-token'],
    ])
    expect(own[1]?.detail).toMatchObject({ prefix: item.prefix, feed: 'igate', ranges: ['127.0.0.0/8'] })
    expect(JSON.stringify(lines)).not.toContain(key.slice(13))
  })
})

describe('[T16] a rotation', () => {
  it('rejects no push of two threads that go on while their key is exchanged three times', async () => {
    let current = await make({ rights: ['push'], feed: 'drill' })
    const before = await received()
    let [running, no] = [true, 1]
    const statuses: number[] = []
    const sender = async () => {
      while (running) {
        no += 1
        statuses.push(
          (await push(current.key, 'drill', [row('drill', no)], { 'idempotency-key': `turn-${no}` })).status,
        )
      }
    }
    const senders = [sender(), sender()]
    const pushes = (more: number) => expect.poll(() => statuses.length, { timeout: 30_000 }).toBeGreaterThan(more)
    for (let turn = 0; turn < 3; turn += 1) {
      const older = current
      const next = await make({ rights: ['push'], feed: 'drill' })
      expect(next.replaces?.id).toBe(older.item.id)
      await pushes(statuses.length + 2)
      current = next
      // Two more of each thread: whatever was on its way with the older key has arrived.
      await pushes(statuses.length + 4)
      expect((await revoke(older.item.id)).status).toBe(204)
      await pushes(statuses.length + 2)
    }
    running = false
    await Promise.all(senders)
    expect(statuses.filter((status) => status !== 200)).toEqual([])
    expect(await received()).toBe(before + statuses.length)
  })

  it('gives a push that is repeated with the new key its first answer', async () => {
    const older = await make({ rights: ['push'], feed: 'other' })
    const turn = { 'idempotency-key': 'once' }
    const first = await push(older.key, 'other', [row('other', 9)], turn)
    const newer = await make({ rights: ['push'], feed: 'other' })
    const again = await push(newer.key, 'other', [row('other', 9)], turn)
    expect(first.status).toBe(200)
    expect(again).toMatchObject({ status: 200, body: first.body })
  })

  it('does not let another feed meet that answer', async () => {
    const { key } = await make({ rights: ['push'], feed: 'igate-tinh' })
    const answer = await push(key, 'igate-tinh', [row('igate-tinh', 9)], { 'idempotency-key': 'once' })
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1 } })
  })
})
