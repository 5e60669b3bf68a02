import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers')
  await city.feed('dossier-reports')
})
afterAll(() => city.end())

async function values(measures: readonly string[], more: Partial<Query> & Pick<Query, 'period'>) {
  const row = await city.ask({ measures: [...measures], ...more })
  return measures.map((id) => (row[id] as Cell).value)
}
const headlines = ['received', 'resolved', 'onTimeRate', 'open', 'overdue'].map((name) => `dossiers.${name}`)

describe('a report alone', () => {
  // DOMAIN §2.8, Huế, level 1–2
  const hue = {
    unit: 'b',
    from: '2025-01-01',
    to: '2025-12-31',
    received: 268_763,
    carriedOver: 0,
    resolved: 257_141,
    open: 11_622,
    early: 124_907,
    onTime: 102_770,
    late: 19_852,
  }
  beforeAll(() => city.deliver('dossier-reports', [hue]))

  it('gives the published rates of Huế', async () => {
    const measures = ['onTimeRate', 'onTimeRateOT2', 'onTimeRateOT3', 'resolutionRate', 'unclassified']
    const found = await values(
      measures.map((name) => `dossiers.${name}`),
      { period: { name: '2025' } },
    )
    expect(found.map((value) => value?.toFixed(4))).toEqual(['0.9198', '0.8854', '0.8471', '0.9568', '9612.0000'])
  })

  it('says that it is a report', async () => {
    const row = await city.ask({ measures: ['dossiers.onTimeRate'], period: { name: '2025' } })
    expect(row['dossiers.onTimeRate']).toMatchObject({ basis: 'reports', numerator: 227_677, denominator: 247_529 })
  })

  it('adds post where its system tells post apart from the counter', async () => {
    const months = { from: '2024-03-01', to: '2024-03-31', carriedOver: 10 }
    await city.deliver('dossier-reports', [
      // A unit summary: 70 online, 25 at the counter, 5 by post. The form has post within its direct column: 70 and 30.
      { ...months, unit: 'b', received: 110, receivedOnline: 70, receivedDirect: 25, receivedPost: 5 },
      { ...months, unit: 'a', received: 110, receivedOnline: 70, receivedDirect: 30 },
    ])
    for (const unit of ['a', 'b'])
      expect(await values(['dossiers.received'], { unit, period: { name: '2024-03' } }), unit).toEqual([100])
  })

  it('is no figure for a period that it does not fill', async () => {
    expect(await values(['dossiers.received'], { period: { name: '2025-Q1' } })).toEqual([null])
    expect(await values(['dossiers.received'], { period: { from: '2025-01-01', to: '2026-01-31' } })).toEqual([null])
  })

  it('is no figure for a split that it does not know', async () => {
    const { rows } = await city.figures.answer(
      { measures: ['dossiers.received'], by: ['channel'], period: { name: '2025' } },
      SYSTEM_SCOPE,
    )
    expect(rows).toEqual([])
  })

  it('is listed behind its figure, with what it adds', async () => {
    const query = { measures: ['dossiers.resolved'], measure: 'dossiers.resolved', period: { name: '2025' } }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBe(257_141)
    expect(rows).toMatchObject([{ weight: 257_141, unit: 'b', rowNo: 2, dataset: 'dossier-reports' }])
  })
})

describe('October 2026 of commune a as rows, as form II.06 and as a cumulative form', () => {
  const at = (text: string) => `${text}T09:00:00+07:00`
  const september = {
    unit: 'a',
    from: '2026-09-01',
    to: '2026-09-30',
    receivedOnline: 4,
    receivedDirect: 6,
    resolved: 8,
    early: 5,
    onTime: 2,
    late: 1,
    open: 2,
    openWithin: 1,
    openOverdue: 1,
  }
  let before: (number | null)[]

  it('counts the rows', async () => {
    // O1 early, O2 late, O3 open and due on the 20th: overdue at the end of October
    await city.deliver('dossiers', [
      {
        code: 'O1',
        receivingUnit: 'a',
        receivedAt: at('2026-10-02'),
        dueAt: at('2026-10-12'),
        finishedAt: at('2026-10-09'),
      },
      {
        code: 'O2',
        receivingUnit: 'a',
        receivedAt: at('2026-10-05'),
        dueAt: at('2026-10-12'),
        finishedAt: at('2026-10-14'),
      },
      { code: 'O3', receivingUnit: 'a', receivedAt: at('2026-10-15'), dueAt: at('2026-10-20') },
    ])
    before = await values(headlines, { period: { name: '2026-10' } })
    expect(before).toEqual([3, 2, 0.5, 1, 1])
  })

  it('moves no headline when the same month arrives as a form, and as January to October', async () => {
    // The forms disagree with the rows on purpose: 5 received, 3 resolved.
    const form = {
      unit: 'a',
      from: '2026-10-01',
      to: '2026-10-31',
      receivedOnline: 2,
      receivedDirect: 3,
      resolved: 3,
      early: 2,
      onTime: 0,
      late: 1,
      open: 4,
      openWithin: 2,
      openOverdue: 2,
    }
    await city.deliver('dossier-reports', [form])
    expect(await values(headlines, { period: { name: '2026-10' } })).toEqual(before)
    await city.deliver('dossier-reports', [
      { ...form, from: '2026-01-01', receivedOnline: 20, receivedDirect: 30, resolved: 40 },
    ])
    expect(await values(headlines, { period: { name: '2026-10' } })).toEqual(before)
    const row = await city.ask({ measures: headlines, period: { name: '2026-10' } })
    expect(headlines.map((id) => (row[id] as Cell).basis)).toEqual(['rows', 'rows', 'rows', 'rows', 'rows'])
  })

  it('shows the difference to the form on request', async () => {
    // 2 + 3 received; 3 resolved; (2 + 0) / 3; 4 open; 2 overdue
    expect(await values(headlines, { period: { name: '2026-10' }, basis: 'reports' })).toEqual([5, 3, 2 / 3, 4, 2])
  })

  it('takes the cumulative form alone for January to October, and never adds the month to it', async () => {
    const period = { from: '2026-01-01', to: '2026-10-31' }
    expect(await values(['dossiers.received', 'dossiers.resolved'], { period, basis: 'reports' })).toEqual([50, 40])
    expect(await values(['dossiers.received'], { period: { name: '2026' }, basis: 'reports' })).toEqual([null])
  })

  it('joins the form of a month without rows to the rows of the next, and says so', async () => {
    await city.deliver('dossier-reports', [september])
    const row = await city.ask({ measures: ['dossiers.received'], period: { from: '2026-09-01', to: '2026-10-31' } })
    // 4 + 6 in September by the form, 3 in October by rows
    expect(row['dossiers.received']).toEqual({ value: 13, basis: 'mixed' })
    const { rows } = await city.figures.answer(
      { measures: ['dossiers.received'], by: ['month'], period: { from: '2026-09-01', to: '2026-10-31' } },
      SYSTEM_SCOPE,
    )
    expect(rows).toEqual([
      { month: '2026-09', 'dossiers.received': { value: 10, basis: 'reports' } },
      { month: '2026-10', 'dossiers.received': { value: 3, basis: 'rows' } },
    ])
  })

  it('uses a report over a subtree only where nothing inside it speaks', async () => {
    const whole = { ...september, unit: 'p', covers: 'subtree', receivedOnline: 100, receivedDirect: 200 }
    await city.deliver('dossier-reports', [whole, { ...whole, from: '2026-08-01', to: '2026-08-31' }])
    expect(await values(['dossiers.received'], { period: { name: '2026-09' } })).toEqual([10])
    expect(await values(['dossiers.received'], { period: { name: '2026-08' } })).toEqual([300])
    expect(await values(['dossiers.received'], { period: { name: '2026-08' }, unit: 'a' })).toEqual([null])
  })

  it('never adds a total to its own field lines', async () => {
    const july = { unit: 'b', from: '2026-07-01', to: '2026-07-31', resolved: 30 }
    const lines = [
      { ...july, field: 'Đất đai', resolved: 12 },
      { ...july, field: 'Hộ tịch', resolved: 17 },
    ]
    await city.deliver('dossier-reports', lines)
    // Without a total the lines are added up: 12 + 17
    expect(await values(['dossiers.resolved'], { period: { name: '2026-07' } })).toEqual([29])
    await city.deliver('dossier-reports', [july])
    expect(await values(['dossiers.resolved'], { period: { name: '2026-07' } })).toEqual([30])
    const { rows } = await city.figures.answer(
      { measures: ['dossiers.resolved'], by: ['field'], period: { name: '2026-07' } },
      SYSTEM_SCOPE,
    )
    expect(rows.map((row) => [row.field, (row['dossiers.resolved'] as Cell).value])).toEqual([
      ['Hộ tịch', 17],
      ['Đất đai', 12],
    ])
  })
})
