import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import { specialDays } from '../../shared/holidays.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
const MEASURES = ['dossiers.dueChecked', 'dossiers.dueDiffers', 'dossiers.dueDiffersRate']
const APRIL = { from: '2025-04-01', to: '2025-04-30' }

const dossier = (
  code: string,
  procedureCode: string | null,
  received: string,
  due: string | null,
  more: Row = {},
): Row => ({
  code,
  receivingUnit: 'a',
  procedureCode,
  receivedAt: `${received}T09:00:00+07:00`,
  dueAt: due && `${due}T17:00:00+07:00`,
  status: '4',
  ...more,
})

beforeAll(async () => {
  city = await openCity('2025-05-20T09:00:00+07:00', 'p')
  for (const dataset of ['units', 'procedures', 'dossiers', 'calendar']) await city.feed(dataset)
  await city.deliver('units', SMALL_TREE)
  await city.deliver(
    'calendar',
    specialDays().map((day) => ({ ...day })),
  )
  await city.deliver('procedures', [
    {
      code: '1.000001',
      name: 'Ba ngày, từ 15/4 bốn ngày',
      unit: 'p',
      from: '2020-01-01',
      to: '2025-04-14',
      workingDays: 3,
    },
    { code: '1.000001', name: 'Ba ngày, từ 15/4 bốn ngày', unit: 'p', from: '2025-04-15', workingDays: 4 },
    { code: '1.000002', name: 'Trong ngày', unit: 'p', workingDays: 0 },
    { code: '1.000003', name: 'Không ghi thời hạn', unit: 'p' },
  ])
  await city.deliver('dossiers', [
    // Thursday 3/4 + 3 working days: 4, (Monday 7 Hùng Kings) 8, 9
    dossier('R1', '1.000001', '2025-04-03', '2025-04-09'),
    // The same, but its source did not know the holiday
    dossier('W1', '1.000001', '2025-04-03', '2025-04-08'),
    // Friday 25/4 + 4 under the newer limit: Saturday 26 (swapped), 28, 29, then 30/4–4/5 off, Monday 5/5
    dossier('R2', '1.000001', '2025-04-25', '2025-05-05'),
    dossier('W2', '1.000001', '2025-04-25', '2025-04-29'),
    // The same day; on a Saturday the next working day
    dossier('R3', '1.000002', '2025-04-10', '2025-04-10'),
    dossier('R4', '1.000002', '2025-04-12', '2025-04-14'),
    // Cannot be checked: no limit, no such procedure, no procedure, no due date; and refused ones are no dossiers
    dossier('N1', '1.000003', '2025-04-10', '2025-04-20'),
    dossier('N2', '1.999999', '2025-04-10', '2025-04-20'),
    dossier('N3', null, '2025-04-10', '2025-04-20'),
    dossier('N4', '1.000001', '2025-04-10', null),
    dossier('N5', '1.000001', '2025-04-10', '2025-04-30', { status: '3' }),
    // Another month
    dossier('M1', '1.000001', '2025-05-07', '2025-05-08'),
  ])
})
afterAll(() => city.end())

describe('a due date', () => {
  it('is checked against the limit of its procedure and the calendar, holidays and swapped days included', async () => {
    const row = await city.ask({ measures: MEASURES, period: APRIL })
    expect(row['dossiers.dueChecked']).toEqual({ value: 6 })
    expect(row['dossiers.dueDiffers']).toEqual({ value: 2 })
    expect(row['dossiers.dueDiffersRate']).toMatchObject({ numerator: 2, denominator: 6 })
  })

  it('gives the same by month', async () => {
    const { rows } = await city.figures.answer(
      { measures: MEASURES, by: ['month'], period: { from: '2025-04-01', to: '2025-05-31' } },
      SYSTEM_SCOPE,
    )
    expect(rows.map((row) => [row.month, (row['dossiers.dueDiffers'] as { value: number }).value])).toEqual([
      ['2025-04', 2],
      ['2025-05', 1],
    ])
  })

  it('names the dossiers whose source says another day', async () => {
    const query = { measures: ['dossiers.dueDiffers'], measure: 'dossiers.dueDiffers', period: APRIL }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBe(2)
    expect(
      rows
        .map((row) => row.dueAt)
        .map((at) => String(at).slice(0, 10))
        .sort(),
    ).toEqual(['2025-04-08', '2025-04-29'])
  })

  it('that was moved later is judged by the first one that was promised', async () => {
    const { seq } = await city.ledger.head()
    // R1 was promised rightly for 9/4 and moved; W1 was promised wrongly for 8/4, and then put right
    await city.deliver('dossiers', [dossier('R1', '1.000001', '2025-04-03', '2025-04-21')])
    expect(await city.ask({ measures: MEASURES, period: APRIL })).toMatchObject({ 'dossiers.dueDiffers': { value: 2 } })
    await city.deliver('dossiers', [dossier('W1', '1.000001', '2025-04-03', '2025-04-09')])
    expect(await city.ask({ measures: MEASURES, period: APRIL })).toMatchObject({ 'dossiers.dueDiffers': { value: 1 } })
    expect(await city.ask({ measures: MEASURES, period: APRIL, at: { seq } })).toMatchObject({
      'dossiers.dueDiffers': { value: 2 },
    })
  })

  it('is checked by the calendar that was known at the seq asked for', async () => {
    const { seq } = await city.ledger.head()
    const before = await city.ask({ measures: MEASURES, period: APRIL })
    // The province's own exception: 9/4 is a day off, so R1 and W1 should have been due on 10/4.
    await city.deliver('calendar', [{ day: '2025-04-09', works: false, name: 'Nghỉ riêng của tỉnh' }])
    const after = await city.ask({ measures: MEASURES, period: APRIL })
    expect(before['dossiers.dueDiffers']).toEqual({ value: 1 })
    expect(after['dossiers.dueDiffers']).toEqual({ value: 3 })
    expect(await city.ask({ measures: MEASURES, period: APRIL, at: { seq } })).toEqual(before)
  })
})
