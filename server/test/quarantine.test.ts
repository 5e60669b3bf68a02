import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QuarantinedRow } from '../../shared/feed-register.ts'
import { NOVEMBER, type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

// The clock stands at Sunday 22 November 2026, 09:00 in Việt Nam.
let opened: Opened
beforeAll(async () => {
  opened = await open({ IOC_LIMIT_QUARANTINE_ROWS: '6' })
})
afterAll(() => opened.close())

const codeOf = (no: number) => `000.21.45.H13-261105-${String(no).padStart(4, '0')}`
const row = (no: number, over: Record<string, unknown> = {}) => ({
  code: codeOf(no),
  receivingUnit: 'area:31459',
  resolvingUnit: 'area:31459',
  receivedAt: '2026-11-05T08:00:00+07:00',
  dueAt: '2026-11-12T17:00:00+07:00',
  status: '4',
  ...over,
})
const push = (feed: string, ...rows: unknown[]) => opened.call('POST', '/api/v1/push/dossiers', { feed, rows })
const waiting = async (feed: string): Promise<QuarantinedRow[]> =>
  (await opened.call('GET', `/api/v1/quarantine?feed=${feed}&state=waiting`)).body.rows
const decide = (id: string, body: unknown) => opened.call('POST', `/api/v1/quarantine/${id}`, body)
const value = async (measure: string, period = NOVEMBER.period) => {
  const { rows } = await opened.figures({ ...NOVEMBER, measures: [measure], period })
  return (rows[0]?.[measure] as { value: number | null } | undefined)?.value ?? null
}

describe('a row of a time that has not come', () => {
  it('[A9] two days ahead is kept aside, with its good neighbours counted', async () => {
    const { status, body } = await push('b', row(11), row(12, { receivedAt: '2026-11-24T09:00:00+07:00', dueAt: null }))
    expect([status, body.accepted]).toEqual([200, 1])
    expect(body.rejected).toMatchObject([{ row: 2, quarantined: expect.any(String), issues: [{ rule: 'V15.future' }] }])
  })

  it('[A9] of two years ago is accepted late', async () => {
    const { status, body } = await push('b', row(13, { receivedAt: '2024-11-05T08:00:00+07:00', dueAt: null }))
    expect([status, body.accepted, body.rejected]).toEqual([200, 1, []])
  })

  it('counts when it is sent again after its day has come, and waits no more', async () => {
    const [kept] = await waiting('b')
    expect(kept).toMatchObject({ feed: 'b', dataset: 'dossiers', by: 'admin-token', row: 2, tries: 1 })
    opened.clock.set(new Date('2026-11-24T10:00:00+07:00'))
    expect((await push('b', row(12, { receivedAt: '2026-11-24T09:00:00+07:00', dueAt: null }))).status).toBe(200)
    expect(await waiting('b')).toEqual([])
    const { body } = await opened.call('GET', '/api/v1/quarantine?feed=b&state=counted')
    expect(body.rows).toMatchObject([{ id: kept?.id }])
  })
})

describe('a row kept aside', () => {
  const unknown = (no: number) => row(no, { resolvingUnit: 'Phường Chưa Có', procedureName: 'gọi 0912 345 678 để hỏi' })

  it('shows its cells without codes and personal values, in the answer and in the database', async () => {
    const { body } = await push('c', { ...unknown(21), chuHoSo: 'Nguyễn Văn Mẫu' })
    expect(body.rejected[0].issues[0].rule).toBe('unit.unknown')
    const [kept] = await waiting('c')
    expect(kept?.cells).toMatchObject({ resolvingUnit: 'Phường Chưa Có', status: '4' })
    const held = await opened.program.stages.ledger.transact((sql) =>
      sql.query<{ text: string }>(`select quarantine::text as text from quarantine where feed = 'c'`),
    )
    for (const text of [JSON.stringify(kept), held[0]?.text ?? '']) {
      expect(text).not.toContain(codeOf(21))
      expect(text).not.toContain(Buffer.from(codeOf(21)).toString('hex'))
      expect(text).not.toContain('0912')
      expect(text).not.toContain('Mẫu')
    }
  })

  it('sent again as it was is one more try of the same', async () => {
    await push('c', { ...unknown(21), chuHoSo: 'Nguyễn Văn Mẫu' })
    await push('c', { ...unknown(21), chuHoSo: 'Nguyễn Văn Mẫu' })
    expect(await waiting('c')).toMatchObject([{ tries: 3 }])
  })

  it('counts under its own code once a person names its unit', async () => {
    const before = (await value('dossiers.received')) ?? 0
    const [kept] = await waiting('c')
    const still = await decide(kept?.id ?? '', { decision: 'retry' })
    expect(still).toMatchObject({ status: 200, body: { state: 'waiting', tries: 4 } })
    const faulty = await decide(kept?.id ?? '', { decision: 'retry', cells: { receivedAt: 'hôm qua' } })
    expect(faulty).toMatchObject({ status: 422, body: { code: 'IOC_ROWS_REJECTED' } })
    const done = await decide(kept?.id ?? '', { decision: 'retry', cells: { resolvingUnit: 'area:31459' } })
    expect(done).toMatchObject({ status: 200, body: { state: 'counted' } })
    expect(await value('dossiers.received')).toBe(before + 1)
    // The same code with the same cells is known already.
    const again = await push('c', row(21, { procedureName: 'gọi 0912 345 678 để hỏi' }))
    expect((await opened.call('GET', `/api/v1/batches/${again.body.batch}`)).body.rows).toMatchObject({ unchanged: 1 })
    expect(await decide(kept?.id ?? '', { decision: 'discard' })).toMatchObject({
      status: 409,
      body: { code: 'IOC_QUARANTINE_DECIDED' },
    })
  })

  it('has lost its codes when it is decided about', async () => {
    await push('c', unknown(22))
    const [kept] = await waiting('c')
    expect(await decide(kept?.id ?? '', { decision: 'discard' })).toMatchObject({
      status: 200,
      body: { state: 'discarded' },
    })
    const sealed = await opened.program.stages.ledger.transact((sql) =>
      sql.query(`select id from quarantine where state <> 'waiting' and sealed is not null`),
    )
    expect(sealed).toEqual([])
  })

  it('is over when another content of its key counts', async () => {
    await push('c', unknown(23))
    expect(await waiting('c')).toHaveLength(1)
    expect((await push('c', row(23))).status).toBe(200)
    expect(await waiting('c')).toEqual([])
  })

  it('cannot be given a code or a strange column', async () => {
    await push('c', unknown(24))
    const [kept] = await waiting('c')
    for (const cells of [{ code: 'x' }, { nothing: 'x' }])
      expect(await decide(kept?.id ?? '', { decision: 'retry', cells })).toMatchObject({ status: 400 })
    expect(await decide('nobody', { decision: 'discard' })).toMatchObject({ status: 404 })
  })

  it('is refused for a value fault beside: the source has to mend that', async () => {
    const { status, body } = await push('c', row(25, { resolvingUnit: 'Phường Chưa Có', dueAt: '2026-13-01' }))
    expect([status, body.code]).toEqual([422, 'IOC_ROWS_REJECTED'])
  })

  it('is not kept beyond the number of its feed, and the sender hears so', async () => {
    const { status, body } = await push('d', ...Array.from({ length: 8 }, (_, at) => unknown(40 + at)))
    // A unit that nobody knows is refused, and kept all the same.
    expect(status).toBe(422)
    expect(body.rejected.filter(({ quarantined }: { quarantined?: string }) => quarantined)).toHaveLength(6)
    expect((await push('d', unknown(60))).status).toBe(422)
    const { body: limits } = await opened.call('GET', '/api/v1/limits')
    expect(limits.limits.find(({ name }: { name: string }) => name === 'quarantineRows')).toMatchObject({ refused: 3 })
  })

  it('of one commune is not seen by the officer of another', async () => {
    await opened.call('POST', '/api/v1/push/dossiers?unit=area:31459', {
      feed: 'xa-e',
      rows: [row(71), row(72, { status: 'lạ lùng' })],
    })
    const [kept] = await waiting('xa-e')
    expect(kept?.issues[0]?.rule).toBe('choice.unknown')
    const own = await signedIn(opened, { user: 'can-bo-1', role: 'officer', unit: 'area:31459' })
    const other = await signedIn(opened, { user: 'can-bo-2', role: 'officer', unit: 'area:31471' })
    expect((await own.call('GET', '/api/v1/quarantine?feed=xa-e')).body.rows).toHaveLength(1)
    expect((await other.call('GET', '/api/v1/quarantine')).body.rows).toEqual([])
    expect((await other.call('POST', `/api/v1/quarantine/${kept?.id}`, { decision: 'discard' })).status).toBe(404)
    expect(
      (await own.call('POST', `/api/v1/quarantine/${kept?.id}`, { decision: 'retry', cells: { status: '4' } })).status,
    ).toBe(200)
  })
})

describe('[F28] a row at which the check itself stops', () => {
  it('is tried three times and then left, while the others are taken in each time', async () => {
    const { stages, pipeline } = opened.program
    const real = stages.intake.checkRows
    let stops = 0
    // The fault that nobody foresaw, put in by hand: the real check, which fails at one row.
    stages.intake.checkRows = (rows, request) => {
      if (!rows.some(({ procedureName }) => procedureName === 'poison')) return real(rows, request)
      stops += 1
      return Promise.reject(new RangeError('a bug'))
    }
    try {
      const poison = row(500, { procedureName: 'poison' })
      for (const round of [1, 2, 3, 4]) {
        const good = Array.from({ length: 99 }, (_, at) => row(1000 * round + at))
        const { status, body } = await push('f', ...good.slice(0, 40), poison, ...good.slice(40))
        expect([status, body.accepted]).toEqual([200, 99])
        expect(body.rejected).toMatchObject([
          { row: 41, quarantined: expect.any(String), issues: [{ rule: 'row.stopped' }] },
        ])
        if (round === 3) stops = 0
      }
      expect(stops).toBe(0)
      expect(await waiting('f')).toHaveLength(1)
    } finally {
      stages.intake.checkRows = real
    }
    const [kept] = await waiting('f')
    expect(
      await pipeline.retry(kept?.id ?? '', {}, { actor: 'admin-token', role: 'operator', units: 'all', rows: true }),
    ).toMatchObject({ state: 'counted' })
  })
})
