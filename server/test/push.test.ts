import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isCell } from '../../shared/cell.ts'
import { NOVEMBER, type Opened, open, TOKEN } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const row = (no: number, over: Record<string, unknown> = {}) => ({
  code: `000.21.45.H13-261105-${String(no).padStart(4, '0')}`,
  receivingUnit: 'area:31459',
  resolvingUnit: 'area:31459',
  receivedAt: '2026-11-05T08:00:00+07:00',
  dueAt: '2026-11-12T17:00:00+07:00',
  status: '4',
  ...over,
})
const push = (rows: unknown[], headers: Record<string, string> = {}, feed = 'igate') =>
  opened.call('POST', '/api/v1/push/dossiers', { feed, rows }, headers)
const received = async () => {
  const { rows } = await opened.figures(NOVEMBER)
  const cell = rows[0]?.['dossiers.received']
  return isCell(cell) ? (cell.value ?? 0) : 0
}

describe('a push', () => {
  it('counts at once', async () => {
    const { status, body } = await push([row(1), row(2)])
    expect(status).toBe(200)
    expect(body).toMatchObject({ batch: expect.any(String), seq: expect.any(Number), accepted: 2, rejected: [] })
    expect(await received()).toBe(2)
  })

  it('with the same key and body is answered as before and counts once', async () => {
    const key = { 'idempotency-key': 'turn-1' }
    const first = await push([row(3)], key)
    const again = await push([row(3)], key)
    expect(first.status).toBe(200)
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(await received()).toBe(3)
  })

  it('with the same key and another body is refused', async () => {
    const { status, body } = await push([row(4)], { 'idempotency-key': 'turn-1' })
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'IOC_KEY_REUSED' })
  })

  it('sent twenty times at once under one key counts once', async () => {
    const key = { 'idempotency-key': 'turn-2' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => push([row(5)], key)))
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect(await received()).toBe(4)
  })

  it('keeps its good rows and gives the others back with their faults', async () => {
    const { status, body } = await push([
      row(6),
      row(7, { resolvingUnit: 'area:99999' }),
      row(8, { receivedAt: '2026-13-01' }),
    ])
    expect(status).toBe(200)
    expect(body.accepted).toBe(1)
    expect(body.rejected.map((entry: { row: number }) => entry.row)).toEqual([2, 3])
    for (const { issues } of body.rejected)
      expect(issues[0]).toMatchObject({ severity: 'error', rule: expect.any(String) })
  })

  it('without one good row is refused and says why', async () => {
    const { status, body } = await push([row(9, { receivedAt: '2026-13-01' })])
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'IOC_ROWS_REJECTED' })
    expect(body.rejected).toHaveLength(1)
    expect(body.rejected[0]).not.toHaveProperty('quarantined')
  })

  it('that is refused registers no feed', async () => {
    expect((await push([row(9, { receivedAt: '2026-13-01' })], {}, 'chua-co')).status).toBe(422)
    const { body } = await opened.call('GET', '/api/v1/feeds')
    expect(body.feeds.map(({ id }: { id: string }) => id)).not.toContain('chua-co')
  })

  it('takes a row back that is announced as deleted', async () => {
    const before = await received()
    expect((await push([{ ...row(1), deleted: true }])).status).toBe(200)
    expect(await received()).toBe(before - 1)
  })

  it.each([
    ['no rows', { feed: 'igate', rows: [] }, 400, 'IOC_BAD_REQUEST'],
    ['1,001 rows', { feed: 'igate', rows: Array.from({ length: 1001 }, () => ({})) }, 413, 'IOC_TOO_MANY_ROWS'],
    ['an unknown field beside the rows', { feed: 'igate', rows: [{}], unit: 'x' }, 400, 'IOC_BAD_REQUEST'],
    ['a feed of another dataset', { feed: 'khao-sat', rows: [row(1)] }, 409, 'IOC_FEED_CONFLICT'],
  ])('with %s is refused', async (_, body, status, code) => {
    await opened.call('POST', '/api/v1/push/surveys', {
      feed: 'khao-sat',
      rows: [{ code: 's1', unit: 'area:31459', answeredAt: '2026-11-05T08:00:00+07:00', score: 5 }],
    })
    const answer = await opened.call('POST', '/api/v1/push/dossiers', body)
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  })

  it.each([
    ['{"feed":"igate","feed":"other","rows":[{}]}', 400, 'IOC_BAD_JSON'],
    ['{"feed":"igate","rows":[{"__proto__":{"polluted":1}}]}', 400, 'IOC_BAD_JSON'],
    ['{"feed":"igate","rows":[{"constructor":{"prototype":{"polluted":1}}}]}', 400, 'IOC_BAD_JSON'],
    ['{"feed":"igate","rows":[{}],}', 400, 'IOC_BAD_JSON'],
    ['{}{}', 400, 'IOC_BAD_JSON'],
    [`{"feed":"igate","rows":${'['.repeat(30)}${']'.repeat(30)}}`, 400, 'IOC_BAD_JSON'],
    [`{"feed":"igate","rows":[{"a":"${'x'.repeat(1024 * 1024)}"}]}`, 413, 'IOC_BODY_TOO_LARGE'],
  ])('whose body is no good JSON is refused: %.60s', async (body, status, code) => {
    const { program } = opened
    const answer = await program.app.inject({
      method: 'POST',
      url: '/api/v1/push/dossiers',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      payload: body,
    })
    expect({ status: answer.statusCode, code: answer.json().code }).toEqual({ status, code })
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})
