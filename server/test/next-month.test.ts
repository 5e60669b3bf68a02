import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../shared/batch.ts'
import { type Opened, open } from './opened.ts'

let opened: Opened
beforeAll(async () => {
  opened = await open()
})
afterAll(() => opened.close())

const QUERY = 'dataset=dossiers&feed=mot-cua-vi-thanh&unit=area:92'
/** Headers of a system that nobody has seen: one letter off, one unknown; and a commune that it abbreviates. */
const HEADER = 'Mã hồ sơ;Cơ quan đầu mối;Ngày tiếp nhậnn;Ngày hẹn trả;Kết thúc lúc;Trạng thái'
const file = (month: string) =>
  [
    HEADER,
    `000.21.45.H13-26${month}02-0001;X. V.Tường;02/${month}/2026;06/${month}/2026;04/${month}/2026;xong rồi`,
    `000.21.45.H13-26${month}03-0002;Xã Vĩnh Tường;03/${month}/2026;09/${month}/2026;;Đang xử lý`,
  ].join('\r\n')

async function answered(batch: Batch, change: Record<string, unknown>): Promise<Batch> {
  const path = `/api/v1/batches/${batch.id}`
  const sent = await opened.call('PATCH', path, change)
  if (sent.status !== 202 && sent.status !== 200) throw new Error(JSON.stringify(sent.body))
  await opened.program.stages.checking.ended(batch.id)
  return (await opened.call('GET', path)).body as Batch
}

const repairsOf = ({ issues }: Batch) => issues.flatMap(({ repair }) => (repair ? [repair.answer] : []))

describe('the same file month after month', () => {
  it('is asked about and put right once, and goes straight to its effect the next time', async () => {
    const october = await opened.deliver(QUERY, 'thang-10.csv', file('10'))
    expect(october.state).toBe('asking')
    expect(october.questions?.map(({ id }) => id)).toEqual(['column:Ngày tiếp nhậnn'])

    const mapping = [
      { header: 'Ngày tiếp nhậnn', column: 'receivedAt' },
      { header: 'Cơ quan đầu mối', column: 'receivingUnit' },
      { header: 'Kết thúc lúc', column: 'finishedAt' },
    ]
    const mapped = await answered(october, { mapping })
    expect(mapped.state).toBe('refused')
    const repairs = repairsOf(mapped)
    expect(repairs).toHaveLength(2)
    const healing = (answer: string) => (answer.includes('V.Tường') ? 'area:31459' : '10')
    const ready = await answered(mapped, { repairs: repairs.map((answer) => ({ answer, value: healing(answer) })) })
    expect(ready).toMatchObject({ state: 'ready', rows: { read: 2, accepted: 2 } })
    expect(ready.remembered ?? []).toEqual([])
    expect((await opened.commit(ready)).status).toBe(200)

    const november = await opened.deliver(QUERY, 'thang-11.csv', file('11'))
    expect(november).toMatchObject({ state: 'ready', rows: { read: 2, accepted: 2, new: 2 } })
    expect(november.questions ?? []).toEqual([])
    expect(november.remembered?.toSorted()).toEqual(
      [...mapping.map(({ header }) => `column:${header}`), ...repairs].toSorted(),
    )
    expect(november.mapping[0]?.columns.filter(({ how }) => how === 'remembered').map(({ column }) => column)).toEqual([
      'receivingUnit',
      'receivedAt',
      'finishedAt',
    ])
    expect((await opened.commit(november)).status).toBe(200)
    const { rows } = await opened.figures({
      measures: ['dossiers.received', 'dossiers.resolved'],
      unit: 'area:31459',
      period: { from: '2026-10-01', to: '2026-11-30' },
    })
    // Two of each month; of each month one is finished ("xong rồi" = 10).
    expect(rows).toMatchObject([{ 'dossiers.received': { value: 4 }, 'dossiers.resolved': { value: 2 } }])
  })

  it('gives a column for good to the header that it was given last', async () => {
    const late = await opened.deliver(QUERY, 'thang-11-b.csv', file('11').replace('0002', '0003'))
    const moved = await answered(late, {
      mapping: [
        { header: 'Kết thúc lúc', column: null },
        { header: 'Ngày hẹn trả', column: 'finishedAt' },
      ],
    })
    expect(moved.state).toBe('ready')
    expect((await opened.commit(moved)).status).toBe(200)
    const again = await opened.deliver(QUERY, 'thang-11-c.csv', file('11').replace('0002', '0004'))
    expect(again.mapping[0]?.columns).toMatchObject([
      { how: 'words' },
      { column: 'receivingUnit' },
      { column: 'receivedAt' },
      { header: 'Ngày hẹn trả', column: 'finishedAt', how: 'remembered' },
      { header: 'Kết thúc lúc', column: null, how: 'remembered' },
      { how: 'words' },
    ])
    const { body } = await opened.call('GET', '/api/v1/feeds/mot-cua-vi-thanh/memory')
    const named = Object.values(body.kinds[0].answers as Record<string, string>)
    expect(named.filter((column) => column === 'finishedAt')).toHaveLength(1)
  })

  it('is asked about again once its feed has forgotten', async () => {
    const gone = await opened.call('DELETE', '/api/v1/feeds/mot-cua-vi-thanh/memory')
    expect(gone.status).toBe(204)
    const december = await opened.deliver(QUERY, 'thang-11-2.csv', file('11').replace('0001', '0009'))
    expect(december.state).toBe('asking')
  })

  it('is asked about in another feed, which knows nothing of it', async () => {
    const other = await opened.deliver('dataset=dossiers&feed=khac&unit=area:92', 'thang-11.csv', file('11'))
    expect(other.state).toBe('asking')
  })
})
