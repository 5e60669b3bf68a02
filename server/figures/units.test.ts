import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { type Scope, SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity } from '../test/city.ts'

/**
 * On 1 July 2025 province one ended and its communes went to province two: x was split 60 : 40 between y and z,
 * w became z as a whole. Cluster k of another tree holds y.
 */
const TREE: readonly Row[] = [
  { unit: 'land', tree: 'main', level: 'country', name: 'Nước' },
  {
    unit: 'one',
    tree: 'main',
    level: 'province',
    name: 'Tỉnh Một',
    scheme: 'area',
    code: '82',
    parent: 'land',
    to: '2025-06-30',
    becomes: 'two',
  },
  { unit: 'two', tree: 'main', level: 'province', name: 'Tỉnh Hai', scheme: 'area', code: '80', parent: 'land' },
  {
    unit: 'x',
    tree: 'main',
    level: 'commune',
    name: 'Xã X',
    scheme: 'area',
    code: '001',
    parent: 'one',
    to: '2025-06-30',
    becomes: 'y*0.6; z*0.4',
  },
  {
    unit: 'w',
    tree: 'main',
    level: 'commune',
    name: 'Xã W',
    scheme: 'area',
    code: '002',
    parent: 'one',
    to: '2025-06-30',
    becomes: 'z',
  },
  {
    unit: 'y',
    tree: 'main',
    level: 'commune',
    name: 'Xã Y',
    scheme: 'area',
    code: '001',
    parent: 'two',
    from: '2025-07-01',
  },
  {
    unit: 'z',
    tree: 'main',
    level: 'commune',
    name: 'Xã Z',
    scheme: 'area',
    code: '003',
    parent: 'two',
    from: '2025-07-01',
  },
  { unit: 'k', tree: 'cluster', level: 'group', name: 'Cụm K' },
  { unit: 'y', tree: 'cluster', level: 'commune', name: 'Xã Y', parent: 'k', from: '2025-07-01' },
]

let city: City
beforeAll(async () => {
  city = await openCity('2025-08-20T03:00:00Z')
  await city.feed('units', { system: true })
  await city.deliver('units', TREE)
  await city.feed('dossiers')
  const rows = (unit: string, on: string, count: number): Row[] =>
    Array.from({ length: count }, (_, i) => ({
      code: `${unit}${on}${i}`,
      receivingUnit: unit,
      receivedAt: `${on}T09:00:00+07:00`,
      finishedAt: `${on}T15:00:00+07:00`,
    }))
  // June: 10 in x, 5 in w. July: 3 in y, 4 in z, and 2 that still carry the name of x.
  await city.deliver('dossiers', [
    ...rows('x', '2025-06-10', 10),
    ...rows('w', '2025-06-11', 5),
    ...rows('y', '2025-07-08', 3),
    ...rows('z', '2025-07-09', 4),
    ...rows('x', '2025-07-02', 2),
  ])
})
afterAll(() => city.end())

const received = ['dossiers.received']
const BOTH = { from: '2025-06-01', to: '2025-07-31' }

async function split(query: Partial<Query>, scope: Scope = SYSTEM_SCOPE) {
  const { rows } = await city.figures.answer({ measures: received, period: BOTH, ...query }, scope)
  return rows.map((row) =>
    [row.unit, row.month, (row['dossiers.received'] as Cell).value].filter((x) => x !== undefined),
  )
}

describe('units as they were then', () => {
  it('shows both sets of children when the period spans the change, and loses no late row', async () => {
    expect(await split({ unit: 'land', by: ['unit', 'month'] })).toEqual([
      ['one', '2025-06', 15],
      ['one', '2025-07', 2],
      ['two', '2025-07', 7],
    ])
  })

  it('adds up to the whole, whatever it is split by', async () => {
    for (const query of [
      { by: ['unit'] },
      { by: ['unit'], level: 'commune' },
      { by: ['unit'], level: 'province' },
      { by: [] },
    ]) {
      const rows = await split({ unit: 'land', ...query })
      expect(rows.map((row) => Number(row.at(-1))).reduce((a, b) => a + b, 0)).toBe(24)
    }
  })

  it('answers for another tree as well, and counts nothing twice', async () => {
    expect(await split({ unit: 'k' })).toEqual([[3]])
    // Without a home unit and with one country, the country is asked.
    expect(await split({})).toEqual([[24]])
  })

  it('finds a unit by its code as of a day', async () => {
    // 001 was x until 30 June and is y since.
    expect(await split({ unit: 'area:001' })).toEqual([[3]])
    expect(await split({ unit: 'area:001@2025-06-30' })).toEqual([[12]])
    expect(await split({ unit: 'area:82' })).toEqual([[17]])
    await expect(split({ unit: 'area:999' })).rejects.toMatchObject({
      code: 'IOC_UNKNOWN_UNIT',
      known: ['k', 'y', 'land', 'one', 'two'],
    })
  })

  it('leaves out units without rows unless they are asked for, and then only living ones', async () => {
    expect(await split({ unit: 'two', by: ['unit'], period: { name: '2025-08' } })).toEqual([])
    const july = { name: '2025-07' }
    expect(await split({ unit: 'land', by: ['unit'], period: july, empty: true })).toEqual([
      ['one', 2],
      ['two', 7],
    ])
    const { rows } = await city.figures.answer(
      { measures: received, unit: 'two', by: ['unit'], period: { name: '2025-08' }, empty: true },
      SYSTEM_SCOPE,
    )
    // The feed speaks until 20 August, and both communes have delivered since July: a zero, not a silence.
    expect(rows).toEqual([
      { unit: 'y', 'dossiers.received': { value: 0, basis: 'rows' } },
      { unit: 'z', 'dossiers.received': { value: 0, basis: 'rows' } },
    ])
  })
})

describe('units as they are now', () => {
  it('takes rows over the bridges, weighted, and marks what is estimated', async () => {
    const { rows } = await city.figures.answer(
      { measures: received, unit: 'two', by: ['unit'], period: BOTH, units: 'now' },
      SYSTEM_SCOPE,
    )
    // y: 12 × 0.6 + 3 = 10.2; z: 12 × 0.4 + 5 + 4 = 13.8
    expect(rows).toEqual([
      { unit: 'y', 'dossiers.received': { value: expect.closeTo(10.2, 9), estimated: true, basis: 'rows' } },
      { unit: 'z', 'dossiers.received': { value: expect.closeTo(13.8, 9), estimated: true, basis: 'rows' } },
    ])
    expect(await split({ unit: 'two', units: 'now' })).toEqual([[24]])
  })

  it('has no median across a split', async () => {
    const row = await city.ask({ measures: ['dossiers.medianDays'], unit: 'y', period: BOTH, units: 'now' })
    expect(row['dossiers.medianDays']).toMatchObject({ value: null, estimated: true })
  })

  it('gives each row its weight in the receipt', async () => {
    const query = { measures: received, measure: 'dossiers.received', unit: 'y', period: BOTH, units: 'now' as const }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBeCloseTo(10.2, 9)
    expect(rows.map((row) => row.weight).sort()).toEqual([...Array(12).fill(0.6), 1, 1, 1])
  })
})

describe('a caller who may see one commune', () => {
  const scope: Scope = { actor: 'mai', role: 'officer', units: ['z'], rows: false }

  it('sees its figures and no others', async () => {
    expect(await split({}, scope)).toEqual([[4]])
    expect(await split({ unit: 'z' }, scope)).toEqual([[4]])
    expect(await split({ where: { unit: ['y'] } }, scope)).toEqual([[null]])
    const two = { ...scope, units: ['z', 'y'] }
    expect(await split({ by: ['unit'], level: 'commune', where: { unit: ['z'] } }, two)).toEqual([['z', 4]])
  })

  it('is refused another unit, and the one above its own', async () => {
    for (const unit of ['y', 'land'])
      await expect(split({ unit }, scope)).rejects.toMatchObject({ code: 'IOC_UNIT_NOT_YOURS', statusCode: 403 })
  })

  it('may not take a figure apart that is public', async () => {
    const open: Scope = { ...scope, rows: true, suppressBelow: 5 }
    const asked = { measures: received, measure: 'dossiers.received', period: BOTH }
    const refused = { code: 'IOC_ROWS_NOT_ALLOWED', statusCode: 403 }
    const { receipt, rows, reconcile, workbench, change } = city.figures
    await expect(receipt(asked, open)).rejects.toMatchObject(refused)
    await expect(rows(asked, open)).rejects.toMatchObject(refused)
    await expect(reconcile(asked, open)).rejects.toMatchObject(refused)
    await expect(workbench({ period: BOTH }, open)).rejects.toMatchObject(refused)
    const times = { from: { seq: 1 }, to: { seq: 2 } }
    await expect(change({ measure: 'dossiers.received', period: BOTH, ...times }, open)).rejects.toMatchObject(refused)
  })

  it('gets no rows where only figures are allowed', async () => {
    const query = { measures: received, measure: 'dossiers.received', period: BOTH }
    await expect(city.figures.rows(query, scope)).rejects.toMatchObject({
      code: 'IOC_ROWS_NOT_ALLOWED',
      statusCode: 403,
    })
  })

  it('is told of changes in that commune only', async () => {
    const { units, datasets, moves } = await city.figures.reach({ measures: received, period: BOTH }, scope)
    expect([...units]).toEqual(['z'])
    expect(datasets).toContain('dossier-reports')
    expect(moves).toBe(false)
  })
})
