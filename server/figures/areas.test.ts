import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../shared/answer.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity } from '../test/city.ts'

/**
 * Province p with districts m (communes a, b) and n (communes c, d) until 30 June 2025. Then a and b with half of c became
 * x; the other half of c and d became y; e is new and comes from nowhere. Department s has stood below p all the time.
 * Emulation cluster k holds x and e; cluster l holds s.
 */
const END = { to: '2025-06-30' }
const NEW = { from: '2025-07-01' }
const main = (unit: string, level: string, parent: string | null, more: Row = {}): Row => ({
  unit,
  tree: 'main',
  level,
  name: unit.toUpperCase(),
  parent,
  ...more,
})
const TREE: readonly Row[] = [
  main('p', 'province', null),
  main('m', 'district', 'p', END),
  main('n', 'district', 'p', END),
  main('a', 'commune', 'm', { ...END, becomes: 'x' }),
  main('b', 'commune', 'm', { ...END, becomes: 'x' }),
  main('c', 'commune', 'n', { ...END, becomes: 'x; y' }),
  main('d', 'commune', 'n', { ...END, becomes: 'y' }),
  main('x', 'commune', 'p', NEW),
  main('y', 'commune', 'p', NEW),
  main('e', 'commune', 'p', NEW),
  main('s', 'department', 'p'),
  { unit: 'k', tree: 'clusters', level: 'group', name: 'Cụm K' },
  { unit: 'l', tree: 'clusters', level: 'group', name: 'Cụm L' },
  ...['x', 'e'].map((unit) => ({ unit, tree: 'clusters', level: 'commune', name: unit, parent: 'k', ...NEW })),
  { unit: 's', tree: 'clusters', level: 'department', name: 's', parent: 'l' },
]

let city: City
beforeAll(async () => {
  city = await openCity('2025-08-20T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', TREE)
  await city.feed('dossiers')
  const rows = (unit: string, on: string, count: number): Row[] =>
    Array.from({ length: count }, (_, i) => ({
      code: `${unit}${on}${i}`,
      receivingUnit: unit,
      receivedAt: `${on}T09:00:00+07:00`,
    }))
  await city.deliver('dossiers', [
    // 2024: 1 + 2 in the communes of m, 4 + 8 in those of n, 16 at the office of m itself, 32 at the department.
    ...rows('a', '2024-03-05', 1),
    ...rows('b', '2024-03-05', 2),
    ...rows('c', '2024-03-05', 4),
    ...rows('d', '2024-03-05', 8),
    ...rows('m', '2024-03-05', 16),
    ...rows('s', '2024-03-05', 32),
    // July 2025: 3 in x, 5 in y, 7 in e.
    ...rows('x', '2025-07-08', 3),
    ...rows('y', '2025-07-08', 5),
    ...rows('e', '2025-07-08', 7),
  ])
})
afterAll(() => city.end())

const OLD = { name: '2024' }
const JULY = { name: '2025-07' }

async function split(query: Partial<Query>) {
  const measures = ['dossiers.received']
  const { rows } = await city.figures.answer({ measures, period: OLD, ...query }, SYSTEM_SCOPE)
  return rows.map((row) => {
    const { value, estimated } = row['dossiers.received'] as Cell
    return [row.unit, value, ...(estimated ? ['estimated'] : [])].filter((part) => part !== undefined)
  })
}

describe('the year 2024 as it was then', () => {
  it('goes from the province over its districts to their communes', async () => {
    expect(await split({ by: ['unit'] })).toEqual([
      ['m', 19],
      ['n', 12],
      ['s', 32],
    ])
    expect(await split({ unit: 'm', by: ['unit'] })).toEqual([
      ['a', 1],
      ['b', 2],
      ['m', 16],
    ])
    expect(await split({ by: ['unit'], level: 'district' })).toEqual([
      ['m', 19],
      ['n', 12],
    ])
  })
})

describe('the area of an old district', () => {
  // x comes from a, b (district m) and half of c (district n): it is counted with m, and both areas are an estimate.
  it('is made of the communes of today that mostly come from it', async () => {
    expect(await split({ by: ['unit'], level: 'district', units: 'now', period: JULY })).toEqual([
      ['m', 3, 'estimated'],
      ['n', 5, 'estimated'],
    ])
    expect(await split({ unit: 'm', units: 'now', period: JULY })).toEqual([[3, 'estimated']])
    expect(await split({ unit: 'n', by: ['unit'], units: 'now', period: JULY })).toEqual([['y', 5]])
  })

  it('takes the earlier rows of its communes with it, and those of the district office', async () => {
    // m: x = 1 + 2 + 4/2, and 16 of its own; n: y = 8 + 4/2
    expect(await split({ by: ['unit'], level: 'district', units: 'now' })).toEqual([
      ['m', 21, 'estimated'],
      ['n', 10, 'estimated'],
    ])
    expect(await split({ unit: 'm', by: ['unit'], units: 'now' })).toEqual([
      ['m', 16],
      ['x', 5, 'estimated'],
    ])
  })

  it('can be a filter', async () => {
    expect(await split({ where: { unit: ['m'] }, units: 'now', period: JULY })).toEqual([[3]])
  })

  it('loses nothing of the province: its parts are the same as then', async () => {
    for (const period of [OLD, JULY]) {
      const [then] = await split({ period })
      const now = await split({ by: ['unit'], units: 'now', period })
      expect(now.map((row) => Number(row[1])).reduce((sum, each) => sum + each, 0)).toBe(then?.[0])
    }
    // Communes, the department, and the office of m, which nobody took over.
    expect(await split({ by: ['unit'], units: 'now' })).toEqual([
      ['m', 16],
      ['s', 32],
      ['x', 5, 'estimated'],
      ['y', 10, 'estimated'],
    ])
  })

  it('is listed without rows only where areas are asked for', async () => {
    const june = { name: '2025-06' }
    expect(await split({ by: ['unit'], level: 'district', units: 'now', period: june, empty: true })).toEqual([
      ['m', 0],
      ['n', 0],
    ])
    const units = (await split({ by: ['unit'], units: 'now', period: june, empty: true })).map(([unit]) => unit)
    expect(units).toEqual(['e', 's', 'x', 'y'])
  })

  it('wakes a watch when a row of one of its old communes arrives', async () => {
    const query: Query = { measures: ['dossiers.received'], unit: 'm', units: 'now', period: OLD }
    const { units } = await city.figures.reach(query, SYSTEM_SCOPE)
    // Half of c flows into x, which is counted with m; d and y are of the other area.
    expect([...units].sort()).toEqual(['a', 'b', 'c', 'm', 'x'])
  })
})

describe('emulation clusters', () => {
  const tree = 'clusters'

  it('split the province, and what stands in none is one more row', async () => {
    // k = x 3 + e 7; l = s 0; y stands in no cluster.
    expect(await split({ by: ['unit'], tree, period: JULY })).toEqual([
      ['k', 10],
      [null, 5],
    ])
  })

  it('count earlier rows as of now, each unit once', async () => {
    // k = x 5; l = s 32; none = y 10 and the office of m 16: together the 63 of 2024.
    expect(await split({ by: ['unit'], tree, units: 'now' })).toEqual([
      ['k', 5, 'estimated'],
      ['l', 32],
      [null, 26, 'estimated'],
    ])
  })

  it('open into their members', async () => {
    expect(await split({ unit: 'k', by: ['unit'], tree, period: JULY })).toEqual([
      ['e', 7],
      ['x', 3],
    ])
    expect(await split({ unit: 'k', tree, period: JULY })).toEqual([[10]])
    expect(await split({ by: ['unit'], tree, level: 'commune', period: JULY })).toEqual([
      ['e', 7],
      ['x', 3],
    ])
  })

  it('are refused by a name that no tree bears', async () => {
    const asked = split({ by: ['unit'], tree: 'clans' })
    await expect(asked).rejects.toMatchObject({ code: 'IOC_BAD_QUERY', known: ['clusters', 'main'] })
  })
})
