import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity } from '../test/city.ts'

/**
 * On 1 July 2025 province one became two; its commune x was split 60 : 40 between y and z, w became z as a whole, and v went
 * on as v2 under another code. Province q stayed as it was. Cluster k holds y and v2.
 */
const END = { to: '2025-06-30' }
const NEW = { from: '2025-07-01' }
const unit = (id: string, level: string, parent: string | null, more: Row = {}): Row => ({
  unit: id,
  tree: 'main',
  level,
  name: id.toUpperCase(),
  parent,
  ...more,
})
const TREE: readonly Row[] = [
  unit('land', 'country', null),
  unit('one', 'province', 'land', { ...END, becomes: 'two' }),
  unit('two', 'province', 'land', NEW),
  unit('q', 'province', 'land'),
  unit('x', 'commune', 'one', { ...END, becomes: 'y*60; z*40' }),
  unit('w', 'commune', 'one', { ...END, becomes: 'z' }),
  unit('v', 'commune', 'one', { ...END, code: '001', becomes: 'v2' }),
  unit('y', 'commune', 'two', NEW),
  unit('z', 'commune', 'two', NEW),
  unit('v2', 'commune', 'two', { ...NEW, code: '002' }),
  { unit: 'k', tree: 'clusters', level: 'group', name: 'Cụm K' },
  { unit: 'y', tree: 'clusters', level: 'commune', name: 'Y', parent: 'k', ...NEW },
  { unit: 'v2', tree: 'clusters', level: 'commune', name: 'V2', parent: 'k', ...NEW },
]
const MAY = { from: '2025-05-01', to: '2025-05-31' }
const JUNE = { from: '2025-06-01', to: '2025-06-30' }
const JULY = { from: '2025-07-01', to: '2025-07-31' }

let city: City
beforeAll(async () => {
  city = await openCity('2025-08-20T03:00:00Z', 'two')
  await city.feed('units', { system: true })
  await city.deliver('units', TREE)
  await city.feed('dossier-reports')
  await city.deliver('dossier-reports', [
    { unit: 'x', ...JUNE, received: 100, open: 10 },
    { unit: 'w', ...JUNE, received: 50, open: 5 },
    { unit: 'v', ...JUNE, received: 20, open: 2 },
    { unit: 'y', ...JULY, received: 10 },
    { unit: 'z', ...JULY, received: 30 },
    { unit: 'v2', ...JULY, received: 5 },
    // In May only the whole province reported; q reported its whole year.
    { unit: 'one', covers: 'subtree', ...MAY, received: 500 },
    { unit: 'q', covers: 'subtree', from: '2025-01-01', to: '2025-12-31', received: 7000 },
  ])
  await city.feed('index-scores')
  const score = (id: string, month: string, days: { from: string; to: string }, total: number): Row => ({
    unit: id,
    periodKind: 'month',
    period: month,
    ...days,
    total,
  })
  await city.deliver('index-scores', [
    score('x', '2025-06', JUNE, 70),
    score('w', '2025-06', JUNE, 80),
    score('v', '2025-06', JUNE, 90),
    score('v2', '2025-07', JULY, 91),
  ])
})
afterAll(() => city.end())

async function split(query: Partial<Query> & Pick<Query, 'period'>, measure = 'dossiers.received') {
  const { rows } = await city.figures.answer({ measures: [measure], units: 'now', ...query }, SYSTEM_SCOPE)
  return rows.map((row) => {
    const { value, estimated, none } = row[measure] as Cell
    return [row.unit, value, estimated && 'estimated', none].filter((part) => part !== undefined && part !== false)
  })
}

describe('reports of units that have since become others', () => {
  it('are shared as rows would be, by the weights of the bridges', async () => {
    // y = 100 × 0.6; z = 100 × 0.4 + 50; v2 = 20: together the 170 that province one reported then.
    expect(await split({ by: ['unit'], period: JUNE })).toEqual([
      ['v2', 20],
      ['y', 60, 'estimated'],
      ['z', 90, 'estimated'],
    ])
    expect(await split({ period: JUNE })).toEqual([[170]])
    expect(await split({ unit: 'one', units: 'then', period: JUNE })).toEqual([[170]])
  })

  it('share what was open at the end of a month as well', async () => {
    expect(await split({ by: ['unit'], period: JUNE }, 'dossiers.open')).toEqual([
      ['v2', 2],
      ['y', 6, 'estimated'],
      ['z', 9, 'estimated'],
    ])
  })

  it('join those of their heirs when the period spans the change', async () => {
    const both = { from: JUNE.from, to: JULY.to }
    expect(await split({ by: ['unit'], period: both })).toEqual([
      ['v2', 25],
      ['y', 70, 'estimated'],
      ['z', 120, 'estimated'],
    ])
  })

  it('are no figure for a period of which a part is missing', async () => {
    // Nobody but the province spoke in May.
    const spring = { from: MAY.from, to: JULY.to }
    expect(await split({ by: ['unit'], period: spring })).toEqual([])
  })

  it('speak for the whole province where nothing narrower does', async () => {
    expect(await split({ period: MAY })).toEqual([[500]])
    expect(await split({ by: ['unit'], period: MAY })).toEqual([])
  })

  it('of a unit that stayed as it was hold for the year in which others changed', async () => {
    const year = { name: '2025' }
    expect(await split({ unit: 'q', period: year })).toEqual([[7000]])
    expect(await split({ unit: 'land', by: ['unit'], period: year })).toEqual([['q', 7000]])
  })

  it('count in the custom groups in which their units stand', async () => {
    expect(await split({ by: ['unit'], tree: 'clusters', period: JUNE })).toEqual([
      ['k', 80, 'estimated'],
      [null, 90, 'estimated'],
    ])
    expect(await split({ by: ['unit'], tree: 'clusters', units: 'then', period: JULY })).toEqual([
      ['k', 15],
      [null, 30],
    ])
  })

  it('stand in the receipt with what they add', async () => {
    const measure = 'dossiers.received'
    const query: Query & { measure: string } = { measures: [measure], measure, unit: 'z', units: 'now', period: JUNE }
    const { total, rows } = await city.figures.rows(query, SYSTEM_SCOPE)
    expect(total).toBe(90)
    expect(rows.map((row) => [row.unit, row.weight]).sort()).toEqual([
      ['w', 50],
      ['x', 40],
    ])
  })

  it('wake a watch of their heirs', async () => {
    const { units } = await city.figures.reach(
      { measures: ['dossiers.received'], unit: 'two', units: 'now', period: { name: '2025' } },
      SYSTEM_SCOPE,
    )
    expect([...units].sort()).toEqual(['one', 'two', 'v', 'v2', 'w', 'x', 'y', 'z'])
  })
})

describe('published scores as of now', () => {
  it('go from one unit to the one that it became as a whole, and to no other', async () => {
    expect(await split({ unit: 'v2', period: JUNE }, 'index.total')).toEqual([[90]])
    // z came from two units, y is a part of one: nobody can have published their score of June.
    expect(await split({ unit: 'z', period: JUNE }, 'index.total')).toEqual([[null, 'notApplicable']])
    expect(await split({ by: ['unit'], period: JUNE, empty: true }, 'index.total')).toEqual([
      ['v2', 90],
      ['y', null, 'notApplicable'],
      ['z', null, 'notApplicable'],
    ])
  })

  it('prefer what the unit itself published', async () => {
    expect(await split({ unit: 'v2', period: { name: '2025' } }, 'index.total')).toEqual([[91]])
    expect(await split({ unit: 'y', period: JULY }, 'index.total')).toEqual([[null, 'noData']])
  })

  it('stay with the unit of then where units are asked for as they were', async () => {
    expect(await split({ unit: 'v2', units: 'then', period: JUNE }, 'index.total')).toEqual([[null, 'noData']])
    expect(await split({ unit: 'x', units: 'then', period: JUNE }, 'index.total')).toEqual([[70]])
  })
})
