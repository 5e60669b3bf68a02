import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isCell } from '../../shared/cell.ts'
import type { Query } from '../../shared/query.ts'
import { type Opened, open } from './opened.ts'

const FOLDER = process.env.IOC_REAL_DIR ?? join(import.meta.dirname, '../../../shared/real')
const present = existsSync(FOLDER)
if (!present) console.log(`real files: skipped, there is no folder ${FOLDER}`)
const read = (path: string) => readFileSync(join(FOLDER, path))

let opened: Opened
const take = async (query: string, path: string) => {
  const batch = await opened.deliver(query, path, read(path))
  expect(batch.problem).toBeUndefined()
  expect(batch.state).toBe('ready')
  expect((await opened.commit(batch)).status).toBe(200)
  return batch
}
const value = async (measure: string, query: Omit<Query, 'measures'>) => {
  const { rows } = await opened.figures({ ...query, measures: [measure] })
  const cell = rows[0]?.[measure]
  return isCell(cell) ? cell.value : undefined
}

describe.skipIf(!present)('the 766 workbook of October 2025 with the boundaries of An Giang', () => {
  beforeAll(async () => {
    opened = await open({ IOC_UNIT: 'area:91' })
  })
  afterAll(() => opened.close())

  it('is read sheet by sheet for what each is, and Lạng Sơn is found under its older code', async () => {
    const batch = await take(
      'dataset=index-scores&feed=766&unit=area:91&period=2025-10',
      '766-2025-10/bao_cao_T10_2025.xlsx',
    )
    // 34 provinces twice, 3 months, 4 quarters (all in README of the file), 15 departments, 102 communes, one month told twice.
    expect(batch.rows).toMatchObject({ rejected: 0 })
    expect(batch.mapping.map(({ sheet }) => sheet)).toEqual([
      'Điểm năm',
      'Điểm tháng',
      'Xu hướng tháng',
      'Xu hướng quý',
      'Sở Ban',
      'Xã Phường',
    ])
    const notice = batch.issues.filter(({ rule }) => rule === 'V13.agency')
    expect(notice.map(({ sheet, severity }) => `${sheet}: ${severity}`)).toEqual([
      'Điểm năm: notice',
      'Điểm tháng: notice',
    ])
    expect(notice[0]?.value).toContain('000.00.00.H37')
    expect(await value('index.total', { unit: 'agency:H37', period: { name: '2025-10' } })).toBeGreaterThan(80)
  })

  it('puts Đông Thái with 93.21 and Tân Hội with 93.19 first among 102 communes', async () => {
    const { rows } = await opened.figures({
      measures: ['index.total'],
      by: ['unit'],
      level: 'commune',
      period: { name: '2025-10' },
      order: [['index.total', 'desc']],
    })
    const { body } = await opened.call('GET', '/api/v1/units?level=commune&on=2025-10-31')
    const nameOf = new Map(body.units.map((unit: { id: string; name: string }) => [unit.id, unit.name]))
    expect(rows).toHaveLength(102)
    expect(
      rows.slice(0, 2).map((row) => [nameOf.get(row.unit as string), (row['index.total'] as { value: number }).value]),
    ).toEqual([
      ['Xã Đông Thái', 93.21],
      ['Xã Tân Hội', 93.19],
    ])
  })

  it('keeps year and month apart: 87.86 and rank 9 of 34, 86.74 and rank 13 of 34', async () => {
    const year = { period: { name: '2025' } }
    const month = { period: { name: '2025-10' } }
    expect([await value('index.total', year), await value('index.rank', year), await value('index.of', year)]).toEqual([
      87.86, 9, 34,
    ])
    expect([
      await value('index.total', month),
      await value('index.rank', month),
      await value('index.of', month),
    ]).toEqual([86.74, 13, 34])
  })

  it('has a real shape for each of the 102 communes', async () => {
    await take('dataset=boundaries&feed=ranh-gioi&unit=area:91', 'an-giang-communes.geojson')
    const { body } = await opened.call('GET', '/api/v1/boundaries')
    expect(body.kind).toBe('surveyed')
    expect(body.features).toHaveLength(102)
  })
})

describe.skipIf(!present)('three days of Los Angeles, with its own units and categories', () => {
  const YEAR = { unit: 'la', period: { name: '2020' } }
  const three = async () => [
    await value('feedback.received', YEAR),
    await value('feedback.answered', YEAR),
    await value('feedback.open', YEAR),
  ]
  let requests = ''

  beforeAll(async () => {
    opened = await open()
    await take('dataset=units&feed=la-units', 'la-311-2020/regions.csv')
    await take('dataset=units&feed=la-units', 'la-311-2020/councils.csv')
  })
  afterAll(() => opened.close())

  it('counts 9,989 received, 9,946 answered and 43 open', async () => {
    requests = (await take('dataset=feedback&feed=la-311&unit=la', 'la-311-2020/service_requests.csv')).id
    expect(await three()).toEqual([9989, 9946, 43])
  })

  it('puts council 79 first with 549, and type 4 with 4,469', async () => {
    const councils = await opened.figures({
      measures: ['feedback.received'],
      by: ['unit'],
      level: 'commune',
      ...YEAR,
      order: [['feedback.received', 'desc']],
    })
    expect(councils.rows[0]).toMatchObject({ unit: 'la:commune:79', 'feedback.received': { value: 549 } })
    const types = await opened.figures({
      measures: ['feedback.received'],
      by: ['category'],
      ...YEAR,
      order: [['feedback.received', 'desc']],
    })
    expect(types.rows[0]).toMatchObject({ category: '4', 'feedback.received': { value: 4469 } })
  })

  it('finds nothing new in a second upload', async () => {
    const again = await opened.deliver(
      'dataset=feedback&feed=la-311&unit=la',
      'again.csv',
      read('la-311-2020/service_requests.csv'),
    )
    expect(again.rows).toMatchObject({ read: 9989, new: 0, changed: 0, unchanged: 9989 })
    expect((await opened.call('DELETE', `/api/v1/batches/${again.id}`)).status).toBeLessThan(300)
  })

  it('says after the withdrawal what it said before the delivery', async () => {
    expect((await opened.call('POST', `/api/v1/batches/${requests}/withdraw`, { reason: 'trial' })).status).toBe(200)
    expect(await three()).toEqual([null, null, null])
  })
})
