import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import { specialDays } from '../../shared/holidays.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
const OCTOBER = { name: '2026-10' }

/** 1,622 services offered online, 400 procedures that are not. */
const CATALOGUE: Row[] = Array.from({ length: 2022 }, (_, i) => ({
  code: `1.${String(i).padStart(6, '0')}`,
  name: `Thủ tục ${i}`,
  field: i % 2 ? 'Hộ tịch' : 'Đất đai',
  unit: i < 1000 ? 'p' : i < 1822 ? 'd' : 'a',
  serviceLevel: i >= 1622 ? 'none' : i % 4 === 0 ? 'full' : 'partial',
  integrated: i < 811,
  workingDays: 3,
}))

const dossier = (code: string, unit: string, procedureCode: string, day: string, more: Row = {}): Row => ({
  code,
  receivingUnit: unit,
  procedureCode,
  receivedAt: `${day}T09:00:00+07:00`,
  channel: 'online',
  status: '4',
  ...more,
})

beforeAll(async () => {
  city = await openCity('2026-11-23T09:00:00+07:00', 'p')
  for (const dataset of ['units', 'procedures', 'dossiers', 'calendar']) await city.feed(dataset)
  await city.deliver('units', SMALL_TREE)
  await city.deliver(
    'calendar',
    specialDays().map((day) => ({ ...day })),
  )
  await city.deliver('procedures', CATALOGUE)
  const rows: Row[] = []
  // 324 services in use: 200 of the province's by communes, 124 of the department's by itself; some of them twice.
  for (let i = 0; i < 200; i += 1)
    rows.push(dossier(`A${i}`, i % 2 ? 'a' : 'b', `1.${String(i).padStart(6, '0')}`, '2026-10-05'))
  for (let i = 1000; i < 1124; i += 1) rows.push(dossier(`D${i}`, 'd', `1.${String(i).padStart(6, '0')}`, '2026-10-06'))
  for (let i = 0; i < 50; i += 1) rows.push(dossier(`T${i}`, 'a', `1.${String(i).padStart(6, '0')}`, '2026-10-07'))
  // Not in use: filed at the counter, refused, in another month, of the department but filed elsewhere, not offered online
  rows.push(dossier('X1', 'a', '1.000900', '2026-10-05', { channel: 'direct' }))
  rows.push(dossier('X2', 'a', '1.000901', '2026-10-05', { status: '3' }))
  rows.push(dossier('X3', 'a', '1.000902', '2026-09-30'))
  rows.push(dossier('X4', 'a', '1.001500', '2026-10-05'))
  rows.push(dossier('X5', 'a', '1.001900', '2026-10-05'))
  await city.deliver('dossiers', rows)
})
afterAll(() => city.end())

describe('procedures', () => {
  it('are in use as in Tây Ninh: 324 of 1,622 services, 19.98 %', async () => {
    // DOMAIN §2.3 and seed 002: 324 / 1,622 = 0.199753…, published as 19.98 %
    const measures = ['procedures.offered', 'procedures.withDossiers', 'procedures.useRate']
    const row = await city.ask({ measures, period: OCTOBER })
    expect(row['procedures.offered']).toMatchObject({ value: 1622 })
    expect(row['procedures.withDossiers']).toEqual({ value: 324 })
    expect(row['procedures.useRate']).toMatchObject({ numerator: 324, denominator: 1622 })
    expect((row['procedures.useRate'] as { value: number }).value).toBeCloseTo(0.1998, 4)
  })

  it('split by unit, each where it is performed', async () => {
    const { rows } = await city.figures.answer(
      { measures: ['procedures.withDossiers', 'procedures.offered'], by: ['unit'], period: OCTOBER },
      SYSTEM_SCOPE,
    )
    // The province's own 1,000 with 200 in use; of the department's 822 only 622 are offered online.
    const byUnit = Object.fromEntries(
      rows.map((row) => [
        row.unit,
        [row['procedures.withDossiers'], row['procedures.offered']].map(
          (cell) => (cell as { value: number | null }).value,
        ),
      ]),
    )
    expect(byUnit).toEqual({ p: [200, 1000], d: [124, 622] })
  })

  it('split by field and month alike', async () => {
    const { rows } = await city.figures.answer(
      {
        measures: ['procedures.withDossiers'],
        by: ['field', 'month'],
        period: { from: '2026-09-01', to: '2026-10-31' },
      },
      SYSTEM_SCOPE,
    )
    // In September one service was in use (an even number: Đất đai); in October half of 324 each.
    expect(
      rows.map((row) => [row.field, row.month, (row['procedures.withDossiers'] as { value: number }).value]).sort(),
    ).toEqual([
      ['Hộ tịch', '2026-10', 162],
      ['Đất đai', '2026-09', 1],
      ['Đất đai', '2026-10', 162],
    ])
  })

  it('count as full, partial, integrated, and as shares of those in competence', async () => {
    const measures = ['full', 'partial', 'integrated', 'total', 'fullRate', 'integratedRate', 'offeredRate']
    const row = await city.ask({ measures: measures.map((name) => `procedures.${name}`), period: OCTOBER })
    // Every fourth of 1,622 is full: 406; the rest 1,216; 811 integrated
    expect(row['procedures.full']).toMatchObject({ value: 406 })
    expect(row['procedures.partial']).toMatchObject({ value: 1216 })
    expect(row['procedures.fullRate']).toMatchObject({ numerator: 406, denominator: 2022 })
    expect(row['procedures.integratedRate']).toMatchObject({ numerator: 811, denominator: 1622 })
    expect(row['procedures.offeredRate']).toMatchObject({ numerator: 1622, denominator: 2022 })
  })

  it('give no figure of use where no dossiers are known, instead of a zero', async () => {
    const row = await city.ask({
      measures: ['procedures.withDossiers', 'procedures.offered'],
      period: { name: '2025-03' },
    })
    expect(row['procedures.offered']).toMatchObject({ value: 1622 })
    expect(row['procedures.withDossiers']).toEqual({ value: null, none: 'noData' })
  })

  it('have the services in use as rows behind the figure', async () => {
    const query = {
      measures: ['procedures.withDossiers'],
      measure: 'procedures.withDossiers',
      period: OCTOBER,
      limit: 1000,
    }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBe(324)
    expect(rows).toHaveLength(324)
    expect(rows[0]).toMatchObject({ code: '1.000000', weight: 1 })
  })
})
