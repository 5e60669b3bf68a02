import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { isCell } from '../../shared/cell.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { dossierFile, NOVEMBER, type Opened, open, sha256 } from './opened.ts'
import { type SignedIn, signedIn } from './people.ts'

const FEED = 'can-tho-hai-nguoi'
const QUERY = `dataset=dossiers&feed=${FEED}&unit=area:92`

let opened: Opened
let [lan, minh]: SignedIn[] = []
beforeAll(async () => {
  opened = await open()
  const { ledger } = opened.program.stages
  await opened.deliver(QUERY, 'dau.csv', one('0000', '02'))
  const feed = await ledger.feed(FEED, SYSTEM_SCOPE)
  if (!feed) throw new Error('no feed')
  await ledger.registerFeed({ ...feed, needsApproval: true }, { name: 'admin-token', role: 'operator' })
  lan = await signedIn(opened, { user: 'lan', role: 'officer' })
  minh = await signedIn(opened, { user: 'minh', role: 'officer' })
})
afterAll(() => opened.close())

/** One dossier received on a day of November 2026 and still open. */
const one = (number: string, day: string) =>
  dossierFile(`000.21.45.H13-2611${day}-${number};${day}/11/2026 08:00;27/11/2026;;4`)

const deliver = (number: string, day: string) => opened.deliver(QUERY, `${number}.csv`, one(number, day))
const commit = (who: SignedIn | undefined, batch: Batch, more: object = {}) =>
  who!.call('POST', `/api/v1/batches/${batch.id}/commit`, { sha256: batch.file?.sha256, ...more })
const read = async (batch: Batch): Promise<Batch> => (await opened.call('GET', `/api/v1/batches/${batch.id}`)).body
const received = async () => {
  const { rows } = await opened.figures({ ...NOVEMBER, measures: ['dossiers.received'] })
  const cell = rows[0]?.['dossiers.received']
  return isCell(cell) ? cell.value : undefined
}

describe('a file of a feed that takes two people', () => {
  it('counts only when a second person agrees to the same bytes', async () => {
    const batch = await deliver('0001', '03')
    const asked = await commit(lan, batch, { reason: 'số liệu ngày 3' })
    expect(asked).toMatchObject({ status: 202, body: { state: 'approving', by: 'lan' } })
    expect(await received()).toBeNull()
    expect(await read(batch)).toMatchObject({
      state: 'approving',
      approval: { by: 'lan', dropRejected: false, reason: 'số liệu ngày 3' },
    })

    const self = await commit(lan, batch)
    expect(self).toMatchObject({ status: 409, body: { code: 'IOC_APPROVAL_SELF', at: { by: 'lan' } } })
    const other = await minh!.call('POST', `/api/v1/batches/${batch.id}/commit`, { sha256: sha256('another') })
    expect(other).toMatchObject({ status: 409, body: { code: 'IOC_SHA_MISMATCH' } })
    expect(await received()).toBeNull()

    expect(await commit(minh, batch)).toMatchObject({ status: 200, body: { seq: expect.any(Number) } })
    expect(await received()).toBe(1)
    expect(await read(batch)).toMatchObject({ state: 'committed', committedBy: 'minh', approval: { by: 'lan' } })
  })

  it('may be agreed to by the bearer of the operator’s token, who is nobody else', async () => {
    const batch = await deliver('0002', '04')
    expect((await commit(lan, batch)).status).toBe(202)
    expect((await opened.commit(batch)).status).toBe(200)
  })

  it('goes back to who asked, with the reason in the audit', async () => {
    const batch = await deliver('0003', '05')
    await commit(lan, batch)
    const path = `/api/v1/batches/${batch.id}/decline`
    expect((await minh!.call('POST', path, {})).status).toBe(400)
    const back = await minh!.call('POST', path, { reason: 'thiếu ngày 6' })
    expect(back).toMatchObject({ status: 200, body: { state: 'ready' } })
    expect(back.body.approval).toBeUndefined()
    expect(await minh!.call('POST', path, { reason: 'lần nữa' })).toMatchObject({
      status: 409,
      body: { code: 'IOC_BATCH_NOT_APPROVING' },
    })
    const { lines } = await opened.program.stages.ledger.audit.page({ limit: 20 })
    const about = lines
      .filter(({ object }) => object?.id === batch.id)
      .map(({ action, actor, reason }) => [action, actor, reason])
    expect(about).toEqual([
      ['batch.decline', 'minh', 'thiếu ngày 6'],
      ['batch.askApproval', 'lan', null],
      ['batch.received', 'admin-token', null],
    ])
    // Asked anew, it is a new question: the one who declined may ask, and the other agree.
    expect((await commit(minh, batch)).status).toBe(202)
    expect((await commit(lan, batch)).status).toBe(200)
  })

  it('that is read again waits for nobody any more', async () => {
    const batch = await deliver('0004', '06')
    await commit(lan, batch)
    const again = await minh!.call('PATCH', `/api/v1/batches/${batch.id}`, { answers: { 'column:Lĩnh vực': '' } })
    expect(again).toMatchObject({ status: 200, body: { state: 'checking' } })
    await opened.program.stages.checking.ended(batch.id)
    const now = await read(batch)
    expect(now).toMatchObject({ state: 'ready', answers: { 'column:Lĩnh vực': '' } })
    expect(now.approval).toBeUndefined()
    expect((await commit(minh, batch)).status).toBe(202)
  })

  it('whose faulty rows are left out by the first person is agreed to without them', async () => {
    const two = dossierFile(
      '000.21.45.H13-261107-0011;07/11/2026 08:00;27/11/2026;;4',
      '000.21.45.H13-261107-0012;31/02/2026 08:00;27/11/2026;;4',
    )
    const batch = await opened.deliver(QUERY, 'loi.csv', two)
    expect(await commit(lan, batch)).toMatchObject({ status: 409, body: { code: 'IOC_BATCH_REJECTED_ROWS' } })
    expect((await commit(lan, batch, { dropRejected: true })).status).toBe(202)
    const declined = await minh!.call('POST', `/api/v1/batches/${batch.id}/decline`, { reason: 'sửa đi' })
    expect(declined.body).toMatchObject({ state: 'refused', problem: { code: 'IOC_ROWS_REFUSED' } })
    expect((await commit(lan, batch, { dropRejected: true })).status).toBe(202)
    expect((await commit(minh, batch)).status).toBe(200)
    expect(await read(batch)).toMatchObject({ state: 'committed', rows: { accepted: 1, rejected: 1, new: 1 } })
  })

  it('is agreed to once, however many agree at the same moment', async () => {
    const batch = await deliver('0005', '08')
    await commit(lan, batch)
    const hoa = await signedIn(opened, { user: 'hoa', role: 'officer' })
    const done = await Promise.all([minh, hoa, lan].map((who) => commit(who, batch)))
    expect(done.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(done[2]?.status).toBe(409)
  })

  it('is not agreed to by an officer of another unit', async () => {
    const elsewhere = await signedIn(opened, { user: 'vy', role: 'officer', unit: 'area:31459' })
    const batch = await deliver('0006', '09')
    await commit(lan, batch)
    expect(await commit(elsewhere, batch)).toMatchObject({ status: 404, body: { code: 'IOC_BATCH_UNKNOWN' } })
    const path = `/api/v1/batches/${batch.id}/decline`
    expect((await elsewhere.call('POST', path, { reason: 'không' })).status).toBe(404)
  })

  it('does not hold up what another system pushes', async () => {
    const { status } = await opened.call('POST', '/api/v1/push/dossiers', {
      feed: FEED,
      rows: [{ code: 'P-1', resolvingUnit: 'area:31459', receivedAt: '2026-11-10T08:00:00+07:00' }],
    })
    expect(status).toBe(200)
  })
})
