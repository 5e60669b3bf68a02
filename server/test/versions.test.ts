import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { QuarantinedRow } from '../../shared/feed-register.ts'
import { NOVEMBER, type Opened, open } from './opened.ts'
import { createRandom } from './random.ts'

// The clock stands at Sunday 22 November 2026, 09:00 in Việt Nam.
let opened: Opened
beforeAll(async () => {
  opened = await open()
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
const value = async (measure: string, period = NOVEMBER.period) => {
  const { rows } = await opened.figures({ ...NOVEMBER, measures: [measure], period })
  return (rows[0]?.[measure] as { value: number | null } | undefined)?.value ?? null
}

describe('versions of a pushed row', () => {
  it('sent again with the same content change nothing (F11)', async () => {
    expect((await push('a', row(1, { sourceVersion: 2 }))).status).toBe(200)
    const again = await push('a', row(1, { sourceVersion: 2 }))
    expect([again.status, again.body.accepted, again.body.rejected]).toEqual([200, 1, []])
    const { body } = await opened.call('GET', `/api/v1/batches/${again.body.batch}`)
    expect(body.rows).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
  })

  it('[A13] with other content are kept aside, and what came first stays', async () => {
    const { status, body } = await push(
      'a',
      row(1, { sourceVersion: 2, status: '9', finishedAt: '2026-11-06T08:00:00+07:00' }),
    )
    expect([status, body.batch, body.accepted]).toEqual([202, null, 0])
    expect(body.rejected).toMatchObject([
      { row: 1, quarantined: expect.any(String), issues: [{ rule: 'version.conflict' }] },
    ])
    expect(await value('dossiers.open')).toBe(1)
  })

  it('with a later moment of change and nothing else are no conflict', async () => {
    const { status } = await push('a', row(1, { sourceVersion: 2, updatedAt: '2026-11-20T08:00:00+07:00' }))
    expect(status).toBe(200)
  })

  it('that are older arrive late and are accepted as stale (F11)', async () => {
    const { status, body } = await push(
      'a',
      row(1, { sourceVersion: 1, status: '9', finishedAt: '2026-11-06T08:00:00+07:00' }),
    )
    expect(status).toBe(200)
    const batch = (await opened.call('GET', `/api/v1/batches/${body.batch}`)).body
    expect(batch.rows).toMatchObject({ new: 0, changed: 0, stale: 1 })
    expect(await value('dossiers.open')).toBe(1)
  })

  it('that are newer win', async () => {
    expect(
      (await push('a', row(1, { sourceVersion: 3, status: '9', finishedAt: '2026-11-06T08:00:00+07:00' }))).status,
    ).toBe(200)
    expect(await value('dossiers.open')).toBe(0)
    expect(await waiting('a')).toEqual([])
  })

  it('end with one that says the row is deleted', async () => {
    const before = (await value('dossiers.received')) ?? 0
    expect((await push('a', { ...row(1, { sourceVersion: 4 }), deleted: true })).status).toBe(200)
    expect((await value('dossiers.received')) ?? 0).toBe(before - 1)
  })
})

describe('[F11] versions of many rows, sent twice each, in any order, split at random', () => {
  const CODES = [300, 301, 302, 303]
  /** Version 3 of every second dossier deletes it; of the others version 4 is the last: finished on the 16th. */
  const event = (code: number, version: number) => ({
    ...row(code, {
      sourceVersion: version,
      receivedAt: '2026-10-05T08:00:00+07:00',
      dueAt: `2026-10-2${version}T17:00:00+07:00`,
    }),
    ...(version === 4 && { status: '9', finishedAt: '2026-10-16T08:00:00+07:00' }),
    ...(version === 3 && code % 2 === 0 && { deleted: true }),
  })
  const events = CODES.flatMap((code) => (code % 2 === 0 ? [1, 2, 3] : [1, 2, 3, 4]).map((no) => event(code, no)))
  const counting = () =>
    opened.program.stages.ledger.transact((sql) =>
      sql.query(`select source_version as version, status, due_on as due from rows_dossiers r join batches b on b.id = r.batch_id
                  where b.feed like 'tron-%' and seq_to is null and seq_from is not null order by 1, 2, 3`),
    )

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('come to the same in schedule %i', async (seed) => {
    const random = createRandom(seed)
    const feed = `tron-${seed}`
    const left = [...events, ...events]
    while (left.length > 0) {
      const size = 1 + random.below(6)
      const some = Array.from(
        { length: Math.min(size, left.length) },
        () => left.splice(random.below(left.length), 1)[0],
      )
      const { status, body } = await push(feed, ...some)
      expect([status, body.rejected]).toEqual([200, []])
    }
    expect(await waiting(feed)).toEqual([])
    // Each schedule in a feed, and so a namespace, of its own: two dossiers more that end with version 4.
    const expected = { version: 4, status: '9', due: '2026-10-24' }
    expect(await counting()).toEqual(Array.from({ length: 2 * seed }, () => expected))
  })
})

describe('a push that fails after its rows were staged', () => {
  it('leaves nothing behind, and counts when it is sent again', async () => {
    const { stages } = opened.program
    const real = stages.figures.adjust
    // The store fails once, in the middle of the commit.
    stages.figures.adjust = () => Promise.reject(new Error('no'))
    try {
      expect((await push('a', row(90))).status).toBe(500)
    } finally {
      stages.figures.adjust = real
    }
    const { body } = await opened.call('GET', '/api/v1/batches?feed=a')
    const open = body.batches.filter(({ state }: { state: string }) => state !== 'committed')
    // The conflict above was the only row of its push, which is over too.
    expect(open.map(({ state }: { state: string }) => state)).toEqual(['discarded', 'discarded'])
    const staged = await stages.ledger.transact((sql) => sql.query('select key from staging_dossiers'))
    expect(staged).toEqual([])
    expect((await push('a', row(90))).status).toBe(200)
  })
})
