import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { dossierFile, type Opened, open } from './opened.ts'
import { signedIn } from './people.ts'

const FEED = 'can-tho-nho'
const QUERY = `dataset=dossiers&feed=${FEED}&unit=area:92`
const MEMORY = `/api/v1/feeds/${FEED}/memory`

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const fileOf = (number: number) =>
  dossierFile(`000.21.45.H13-26110${number}-000${number};0${number}/11/2026 08:00;27/11/2026;;4`)
const answered = async (number: number, answers: Record<string, string>): Promise<Batch> => {
  const { id } = await opened.deliver(QUERY, `${number}.csv`, fileOf(number))
  await opened.call('PATCH', `/api/v1/batches/${id}`, { answers })
  await opened.program.stages.checking.ended(id)
  return (await opened.call('GET', `/api/v1/batches/${id}`)).body
}
const kinds = async () => (await opened.call('GET', MEMORY)).body.kinds

describe('what a feed remembers', () => {
  it('begins with the first file that counts, not with one that is thrown away', async () => {
    const batch = await answered(1, { 'column:Lĩnh vực': '' })
    expect(await kinds()).toEqual([])
    await opened.call('DELETE', `/api/v1/batches/${batch.id}`)
    expect(await kinds()).toEqual([])
  })

  it('is what was said of the headers, by whom and when; never the period of one file or the choice among its rows', async () => {
    const batch = await answered(2, {
      'column:Lĩnh vực': '',
      'value:status:đang chờ': '4',
      period: '2026-11',
      duplicates: 'last',
      'sheet:Trang 2': 'skip',
      'column:Không có cột này': 'field',
    })
    expect(batch.state).toBe('ready')
    await opened.commit(batch)
    const { fingerprint } = batch.mapping[0] ?? {}
    expect(fingerprint).toBeDefined()
    expect(await kinds()).toEqual([
      {
        fingerprint,
        answers: { 'column:Lĩnh vực': '', 'value:status:đang chờ': '4' },
        by: 'admin-token',
        at: expect.stringMatching(/^2026-11-22T02:00:00/),
      },
    ])
  })

  it('grows with what is said of later files; the later word holds', async () => {
    await opened.commit(await answered(3, { 'value:status:đang chờ': '5', 'value:channel:ki-ốt': 'kiosk' }))
    expect((await kinds())[0].answers).toEqual({
      'column:Lĩnh vực': '',
      'value:status:đang chờ': '5',
      'value:channel:ki-ốt': 'kiosk',
    })
  })

  it('is nobody’s business who does not see the feed', async () => {
    const elsewhere = await signedIn(opened, { user: 'vy', role: 'officer', unit: 'area:31459' })
    for (const method of ['GET', 'DELETE'])
      expect(await elsewhere.call(method, MEMORY)).toMatchObject({ status: 404, body: { code: 'IOC_FEED_UNKNOWN' } })
    const analyst = await signedIn(opened, { user: 'an', role: 'analyst' })
    expect((await analyst.call('GET', MEMORY)).status).toBe(200)
    expect((await analyst.call('DELETE', MEMORY)).status).toBe(403)
  })

  it('is forgotten when an officer says so, which the audit tells', async () => {
    const other = await opened.call('DELETE', `${MEMORY}?fingerprint=khac`)
    expect(other.status).toBe(204)
    expect(await kinds()).toHaveLength(1)
    expect((await opened.call('DELETE', MEMORY)).status).toBe(204)
    expect(await kinds()).toEqual([])
    const { lines } = await opened.program.stages.ledger.audit.page({ limit: 5 })
    expect(lines.filter(({ action }) => action === 'feed.forgot')).toMatchObject([
      { object: { kind: 'feed', id: FEED }, detail: { kinds: 1 } },
    ])
  })
})
