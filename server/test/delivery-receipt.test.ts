import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, Effect } from '../../shared/batch.ts'
import { dossierFile, FOUR, type Opened, open, sha256 } from './opened.ts'
import { type SignedIn, signedIn } from './people.ts'

let city: Opened
let officer: SignedIn
beforeAll(async () => {
  city = await open({ IOC_UNIT: 'area:92' })
  officer = await signedIn(city, { user: 'lan', role: 'officer' })
  const named = `update people set name = 'Nguyễn Thị Lan' where user_name = 'lan'`
  await city.program.stages.ledger.transact((sql) => sql.query(named))
})
afterAll(() => city.close())

const QUERY = 'dataset=dossiers&feed=mot-cua&unit=area:31459'
const receiptOf = (batch: Batch) => officer.call('GET', `/api/v1/batches/${batch.id}/receipt`)

describe('the receipt of a delivery', () => {
  let first: Batch
  let second: Batch
  let effect: Effect

  it('is refused for a delivery that never counted, and for one that is not there', async () => {
    first = await city.deliver(QUERY, 'thang-11.csv', FOUR)
    expect(await receiptOf(first)).toMatchObject({ status: 409, body: { code: 'IOC_BATCH_NOT_COMMITTED' } })
    const missing = await officer.call('GET', `/api/v1/batches/${'a'.repeat(20)}/receipt`)
    expect(missing).toMatchObject({ status: 404, body: { code: 'IOC_BATCH_UNKNOWN' } })
  })

  it('says what was delivered, by whom it was made to count, and what it changed', async () => {
    const agreed = { sha256: first.file?.sha256, reason: 'báo cáo tháng' }
    expect((await officer.call('POST', `/api/v1/batches/${first.id}/commit`, agreed)).status).toBe(200)
    const { status, body } = await receiptOf(first)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      batch: first.id,
      dataset: 'dossiers',
      feed: { id: 'mot-cua', unitName: 'Xã Vĩnh Tường' },
      file: { name: 'thang-11.csv', sha256: sha256(FOUR) },
      committedBy: 'lan',
      askedBy: null,
      names: { lan: 'Nguyễn Thị Lan' },
      reason: 'báo cáo tháng',
      rows: { read: 4, new: 4, rejected: 0 },
      droppedColumns: ['Chủ hồ sơ'],
      withdrawn: null,
      sample: false,
    })
    const figure = (measure: string) => body.figures.find((each: { measure: string }) => each.measure === measure)
    // As the comment of FOUR works out: 4 received, 2 of 3 on time, 1 open and overdue; nothing was there before.
    expect(figure('dossiers.received')).toMatchObject({ before: null, after: 4, unitName: 'Xã Vĩnh Tường' })
    expect(figure('dossiers.onTimeRate')).toMatchObject({ before: null, after: 2 / 3 })
    expect(figure('dossiers.overdue')).toMatchObject({ before: null, after: 1 })
  })

  it('says to the figure what its effect had said, also after other deliveries have counted', async () => {
    const [header = '', ...lines] = FOUR.split('\r\n')
    const changed = dossierFile('000.21.45.H13-261112-0004;12/11/2026 08:00;19/11/2026;20/11/2026 09:00;10').split(
      '\r\n',
    )
    const more = dossierFile('000.21.45.H13-261113-0005;13/11/2026 08:00;20/11/2026;18/11/2026 09:00;10').split('\r\n')
    const text = [header, ...lines.slice(0, 3), changed[1], more[1], ''].join('\r\n')
    second = await city.deliver(QUERY, 'thang-11-bo-sung.csv', text)
    effect = (await officer.call('GET', `/api/v1/batches/${second.id}/effect`)).body
    // The fourth is finished a day late, a fifth two days early: 4 → 5 received, 2 of 3 → 3 of 5 on time, overdue 1 → 0.
    expect(effect.figures).toContainEqual(
      expect.objectContaining({ measure: 'dossiers.onTimeRate', before: 2 / 3, after: 3 / 5 }),
    )
    expect((await city.commit(second)).status).toBe(200)
    const third = await city.deliver(
      QUERY,
      'them.csv',
      dossierFile('000.21.45.H13-261114-0006;14/11/2026 08:00;21/11/2026;;4'),
    )
    expect((await city.commit(third)).status).toBe(200)
    const { body } = await receiptOf(second)
    expect(body.figures).toEqual(effect.figures)
  })

  it('stays as it was when the delivery is taken back, and says so', async () => {
    const back = await officer.call('POST', `/api/v1/batches/${second.id}/withdraw`, { reason: 'nhầm tháng' })
    expect(back.status).toBe(200)
    const { body } = await receiptOf(second)
    expect(body.figures).toEqual(effect.figures)
    expect(body.withdrawn).toMatchObject({ seq: back.body.seq, by: 'lan', reason: 'nhầm tháng' })
  })

  it('is not for officers of other units', async () => {
    const stranger = await signedIn(city, { user: 'minh', role: 'officer', unit: 'area:31186' })
    const asked = await stranger.call('GET', `/api/v1/batches/${first.id}/receipt`)
    expect(asked).toMatchObject({ status: 404, body: { code: 'IOC_BATCH_UNKNOWN' } })
  })
})
