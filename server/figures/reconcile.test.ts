import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'

let city: City
let withoutPortal: number
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' }
const RECEIVED = 'dossiers.received'

function received(unit: string, count: number): Row[] {
  return Array.from({ length: count }, (_, i) => ({
    code: `${unit}-${i}`,
    receivingUnit: unit,
    receivedAt: '2026-10-05T09:00:00+07:00',
    dueAt: '2026-10-20T09:00:00+07:00',
  }))
}

beforeAll(async () => {
  city = await openCity('2026-11-18T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers', { owner: 'VP UBND tỉnh' })
  await city.feed('dossier-reports', { id: 'bieu-06', title: 'Biểu II.06', owner: 'UBND xã A' })
  await city.feed('dossier-reports', { id: 'cong-quoc-gia', title: 'Cổng DVC quốc gia', owner: 'Sở KH&CN' })
  await city.feed('indicators', { id: 'chi-tieu', title: 'Số công bố', owner: 'Cục Kiểm soát TTHC' })
  await city.deliver('units', SMALL_TREE)
  // October: rows hold 120 of commune a and 40 of b; a's own form says 70 + 48 = 118, the portal says 121.
  await city.deliver('dossiers', [...received('a', 120), ...received('b', 40)])
  const form = { unit: 'a', ...OCTOBER, receivedOnline: 70, receivedDirect: 48, open: 118 }
  const { seq } = await city.deliver('bieu-06', [form])
  withoutPortal = seq
  // The portal speaks of the same unit and days: its word counts from now on, a's form stays for comparison.
  await city.deliver('cong-quoc-gia', [
    { ...form, receivedOnline: 71, receivedDirect: 50 },
    { ...form, unit: 'b', receivedOnline: 20, receivedDirect: 20 },
  ])
})
afterAll(() => city.end())

async function lines(more: Partial<Query> = {}) {
  const query: Query = { measures: [RECEIVED], by: ['unit'], period: OCTOBER, ...more }
  const { rows } = await city.figures.reconcile(query, SYSTEM_SCOPE)
  return rows.map(({ unit, period, measure, difference, owner, sources }) => ({
    of: [unit, period, measure.replace('dossiers.', '')].join(' '),
    said: sources.map((source) => [source.feed, source.figure.value, source.difference]),
    difference,
    owner,
  }))
}

describe('received in October, by three who counted', () => {
  it('puts rows, the form of the commune and the portal side by side, each with its difference and owner', async () => {
    expect(await lines()).toEqual([
      {
        of: 'a 2026-10 received',
        said: [
          ['rows', 120, 0],
          ['bieu-06', 118, -2],
          ['cong-quoc-gia', 121, 1],
        ],
        difference: 2,
        owner: 'UBND xã A',
      },
      {
        of: 'b 2026-10 received',
        said: [
          ['rows', 40, 0],
          ['cong-quoc-gia', 40, 0],
        ],
        difference: 0,
        owner: null,
      },
    ])
  })

  it('names units, sources and who answers for the rows', async () => {
    const query: Query = { measures: [RECEIVED], by: ['unit'], period: OCTOBER, unit: 'p' }
    const { rows, asOf } = await city.figures.reconcile(query, SYSTEM_SCOPE)
    expect(asOf.seq).toBe((await city.ledger.head()).seq)
    expect(rows[0]).toMatchObject({
      unitName: 'Xã A',
      sources: [
        { feed: 'rows', owner: 'VP UBND tỉnh', basis: 'rows' },
        { feed: 'bieu-06', title: 'Biểu II.06', owner: 'UBND xã A', basis: 'reports' },
        { title: 'Cổng DVC quốc gia' },
      ],
    })
  })

  it('says what was said then at an earlier seq', async () => {
    const [first] = await lines({ at: { seq: withoutPortal } })
    expect(first?.said).toEqual([
      ['rows', 120, 0],
      ['bieu-06', 118, -2],
    ])
  })

  it('adds the units of the province up, source by source', async () => {
    // Rows 120 + 40; the form knows a alone: 118, and is compared with the 120 of a; the portal 121 + 40
    expect(await lines({ by: [] })).toMatchObject([
      {
        of: 'p 2026-10 received',
        said: [
          ['rows', 160, 0],
          ['bieu-06', 118, -2],
          ['cong-quoc-gia', 161, 1],
        ],
      },
    ])
  })

  it('takes stocks at the end of the month, and months apart', async () => {
    const measures = ['dossiers.open', RECEIVED]
    const period = { from: '2026-10-01', to: '2026-11-30' }
    const found = await lines({ measures, by: ['unit', 'month'], period, unit: 'a' })
    expect(found.map(({ of, said }) => [of, said.map(([, value]) => value)])).toEqual([
      ['a 2026-10 open', [120, 118, 118]],
      ['a 2026-10 received', [120, 118, 121]],
      ['a 2026-11 open', [120]],
      ['a 2026-11 received', [0]],
    ])
  })

  it('hears a portal that publishes nothing but the total, under the id of the measure', async () => {
    await city.deliver('chi-tieu', [
      { indicator: RECEIVED, unit: 'b', ...OCTOBER, value: 44 },
      { indicator: RECEIVED, unit: 'a', ...OCTOBER, value: 100, comparator: '>' },
    ])
    const [a, b] = await lines()
    expect(a?.said).toHaveLength(3)
    expect(b).toMatchObject({
      said: [
        ['rows', 40, 0],
        ['cong-quoc-gia', 40, 0],
        ['chi-tieu', 44, 4],
      ],
      difference: 4,
    })
    expect(b?.owner).toBe('Cục Kiểm soát TTHC')
  })

  it('shows nobody’s number where one of them is too small to show', async () => {
    await city.deliver('dossiers', received('d', 3))
    await city.deliver('bieu-06', [{ unit: 'd', ...OCTOBER, receivedOnline: 3, receivedDirect: 5 }])
    const [a, b, d] = await lines({ suppressBelow: 5 })
    // Of the rows 3 is hidden and 40, the next smallest, beside it; of a nothing has to be
    expect(d).toMatchObject({
      said: [
        ['rows', null, null],
        ['bieu-06', null, null],
      ],
      difference: null,
      owner: null,
    })
    expect(b?.said.map(([, value]) => value)).toEqual([null, null, null])
    expect(a?.said.map(([, value]) => value)).toEqual([120, 118, 121])
  })

  it('refuses what no report counts, and splits that no report knows', async () => {
    await expect(lines({ measures: ['dossiers.onTimeRate'] })).rejects.toMatchObject({
      code: 'IOC_BAD_QUERY',
      known: expect.arrayContaining([RECEIVED, 'dossiers.resolved']),
    })
    await expect(lines({ by: ['unit', 'channel'] })).rejects.toMatchObject({ code: 'IOC_UNKNOWN_DIMENSION' })
  })
})
