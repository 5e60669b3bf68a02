import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import { dossierFile, NOVEMBER, type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const FEED = 'xa-vinh-tuong'
/** Finished on the 4th without a due date. */
const UNDATED = dossierFile('000.21.45.H13-261102-0001;02/11/2026 08:00;;04/11/2026 10:00;10')
const TWO = `${UNDATED}${dossierFile('000.21.45.H13-261103-0002;03/11/2026 08:00;;05/11/2026 10:00;10').split('\r\n')[1]}\r\n`

async function boxes(): Promise<(number | null)[]> {
  const measures = ['dossiers.onTime', 'dossiers.unclassified']
  const { rows } = await opened.figures({ ...NOVEMBER, measures })
  return measures.map((id) => (rows[0]?.[id] as Cell | undefined)?.value ?? null)
}

async function deliver(content: string): Promise<void> {
  const batch = await opened.deliver(`dataset=dossiers&feed=${FEED}&unit=area:31459`, 'hoso.csv', content)
  expect((await opened.commit(batch)).status).toBe(200)
}

describe('the switch of a feed', () => {
  it('is shown, and leaves results without a due date in a box of their own at first', async () => {
    await deliver(UNDATED)
    expect(await boxes()).toEqual([0, 1])
    const { body } = await opened.call('GET', '/api/v1/feeds')
    expect(body.feeds.find(({ id }: { id: string }) => id === FEED)).toMatchObject({ noDueDate: 'unclassified' })
  })

  it('copies the habit of the source system for what is delivered after it was turned', async () => {
    const patched = await opened.call('PATCH', `/api/v1/feeds/${FEED}`, {
      noDueDate: 'onTime',
      reason: 'Hệ thống một cửa tính là đúng hạn',
    })
    expect(patched).toMatchObject({ status: 200, body: { id: FEED, noDueDate: 'onTime' } })
    expect(await boxes()).toEqual([0, 1])
    opened.clock.set(new Date(opened.clock.now().getTime() + 3_600_000))
    await deliver(TWO)
    expect(await boxes()).toEqual([2, 0])
  })

  it('holds for rows that are pushed as well', async () => {
    opened.clock.set(new Date(opened.clock.now().getTime() + 3_600_000))
    const pushed = await opened.call(
      'POST',
      '/api/v1/push/dossiers',
      {
        feed: FEED,
        rows: [
          {
            code: '000.21.45.H13-261106-0003',
            receivingUnit: 'UBND xã Vĩnh Tường',
            receivedAt: '2026-11-06T08:00:00+07:00',
            finishedAt: '2026-11-09T08:00:00+07:00',
            status: '9',
          },
        ],
      },
      { 'idempotency-key': 'feed-switch-0001' },
    )
    expect(pushed.status).toBe(200)
    expect(await boxes()).toEqual([3, 0])
  })

  it('is refused for a feed that nobody knows, one of other rows, and a word that is none', async () => {
    const patch = (feed: string, body: unknown) => opened.call('PATCH', `/api/v1/feeds/${feed}`, body)
    expect(await patch('nobody', { noDueDate: 'onTime' })).toMatchObject({
      status: 404,
      body: { code: 'IOC_FEED_UNKNOWN' },
    })
    expect(await patch('vn-units', { noDueDate: 'onTime' })).toMatchObject({ status: 404 })
    expect(await patch(FEED, { noDueDate: 'early' })).toMatchObject({ status: 400, body: { code: 'IOC_BAD_REQUEST' } })
    expect(await patch(FEED, {})).toMatchObject({ status: 400 })
    expect(await boxes()).toEqual([3, 0])
  })
})

describe('the list of measures', () => {
  it('says how each combines and what it may be split by', async () => {
    const { body } = await opened.call('GET', '/api/v1/measures')
    const item = (id: string) => body.measures.find((measure: { id: string }) => measure.id === `dossiers.${id}`)
    expect(item('received')).toMatchObject({ overTime: 'sum', overUnits: 'sum', version: 2, supersededOn: null })
    expect(item('open')).toMatchObject({ overTime: 'last', overUnits: 'sum' })
    expect(item('openWithin')).toMatchObject({ overTime: 'last', overUnits: 'sum' })
    // A year begins with what its first month begins with: neither a sum nor the last.
    expect(item('carriedOver')).toMatchObject({ overTime: 'none', overUnits: 'sum' })
    expect(item('toResolve')).toMatchObject({ overTime: 'none', overUnits: 'sum' })
    expect(item('onTimeRateOT4')).toMatchObject({
      overTime: 'none',
      overUnits: 'none',
      minimum: 30,
      numerator: ['dossiers.open', 'dossiers.early', 'dossiers.onTime'],
      numeratorMinus: ['dossiers.overdue'],
      denominator: ['dossiers.received'],
    })
    expect(item('received').dimensions).toEqual(expect.arrayContaining(['unit', 'channel', 'procedure', 'month']))
    expect(body.measures.filter(({ supersededOn }: { supersededOn: string | null }) => supersededOn !== null)).toEqual(
      [],
    )
  })

  it('keeps what was replaced behind a word', async () => {
    const { body } = await opened.call('GET', '/api/v1/measures?superseded=1')
    const versions = body.measures.filter(({ id }: { id: string }) => id === 'dossiers.resolutionRate')
    expect(versions).toMatchObject([
      { version: 2, supersededOn: null },
      { version: 1, supersededOn: '2026-11-22' },
    ])
  })
})
