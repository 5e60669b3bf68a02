import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Effect } from '../../shared/batch.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { rowWarnings } from './effect-warnings.ts'

let city: City
let next = 0

/** So many dossiers of a unit, on the first twenty days of a month, two or more a day. */
function received(month: string, unit: string, count: number, from = 1): Row[] {
  return Array.from({ length: count }, (_, index) => {
    next += 1
    const day = String(from + (index % 20)).padStart(2, '0')
    return { code: `H${next}`, receivingUnit: unit, receivedAt: `${month}-${day}T09:00:00+07:00` }
  })
}
const effectOf = async (rows: readonly Row[], feed = 'dossiers'): Promise<NonNullable<Effect['warnings']>> => {
  const batch = await city.stage(feed, rows, { extractedAt: city.clock.now().toISOString() })
  const effect = await city.figures.effect(batch, 'commit', SYSTEM_SCOPE)
  await city.ledger.discard(batch, { name: 'lan', role: 'officer' })
  return effect.warnings ?? []
}

beforeAll(async () => {
  city = await openCity('2026-12-08T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.deliver('units', SMALL_TREE)
  await city.feed('dossiers')
  // Forty dossiers a month in Xã A and in Phường B, from June to October; in November only A has delivered.
  for (const month of ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'])
    await city.deliver('dossiers', [...received(month, 'a', 40), ...received(month, 'b', 40)])
  await city.deliver('dossiers', received('2026-11', 'a', 40))
})
afterAll(() => city.end())

describe('what an officer should not overlook before a delivery counts', () => {
  it('is nothing where a month comes as the months before it', async () => {
    expect(await effectOf(received('2026-11', 'b', 40))).toEqual([])
    // A month that has only begun is small, not suspicious.
    expect(await effectOf([...received('2026-12', 'a', 2), ...received('2026-12', 'b', 1)])).toEqual([])
  })

  it('is a month of ten times its usual size, in the unit and in the whole', async () => {
    const warnings = await effectOf(received('2026-12', 'a', 410))
    const jumps = warnings.filter(({ kind, measure }) => kind === 'jump' && measure === 'dossiers.received')
    // A: five months of 40 before, and November's 40: the median is 40. The whole: five times 80 and once 40: 80, times five only.
    expect(jumps).toEqual([
      {
        kind: 'jump',
        measure: 'dossiers.received',
        unit: 'a',
        unitName: 'Xã A',
        period: '2026-12',
        value: 410,
        usual: 40,
      },
    ])
  })

  it('is a full month that has less than a tenth of its usual size', async () => {
    const warnings = await effectOf(received('2026-11', 'b', 3))
    expect(warnings.filter(({ measure }) => measure === 'dossiers.received')).toMatchObject([
      { kind: 'jump', unit: 'b', period: '2026-11', value: 3, usual: 40 },
    ])
  })

  it('is a file that was delivered before under other codes', async () => {
    // The same forty days of A in November once more: 40 new rows, each on a day that already has as many.
    const [doubled, ...others] = await effectOf(received('2026-11', 'a', 40))
    expect(doubled).toMatchObject({ kind: 'doubled', period: '2026-11', value: 40, usual: 40 })
    expect(others).toEqual([])
  })

  it('is not the second half of a month, nor another unit on the same days', async () => {
    const half = received('2026-11', 'a', 40).map((row, index) => ({
      ...row,
      receivedAt: `2026-11-${21 + (index % 10)}T09:00:00+07:00`,
    }))
    expect(await effectOf(half)).toEqual([])
    expect(await effectOf(received('2026-11', 'b', 40))).toEqual([])
  })

  it('is a month long before the one that the feed has reached', async () => {
    const [other] = await effectOf(received('2026-05', 'b', 40))
    expect(other).toMatchObject({ kind: 'otherMonth', period: '2026-05', value: 40, usual: 40, expected: '2026-11' })
  })

  it('is a file without anything new', async () => {
    const rows = received('2026-11', 'b', 5)
    const batch = await city.deliver('dossiers', rows)
    expect(await effectOf(rows)).toMatchObject([{ kind: 'nothingNew', value: 5 }])
    await city.ledger.withdraw(batch.batch, { within: city.figures.adjust, actor: { name: 'lan', role: 'officer' } })
  })

  it('is a list that closes a large part of what it replaces', async () => {
    await city.feed('dossiers', { id: 'list', mode: 'replace', namespace: 'list' })
    const speaksFor = { unit: null, from: '2026-11-01', to: '2026-11-30' }
    const rows = received('2026-11', 'd', 10)
    await city.deliver('list', rows, { speaksFor })
    const closing = async (left: number) => {
      const batch = await city.stage('list', rows.slice(0, left), { speaksFor })
      return (await city.figures.effect(batch, 'commit', SYSTEM_SCOPE)).warnings ?? []
    }
    // Two of ten are a fifth, three of ten are more.
    expect(await closing(8)).toEqual([])
    expect(await closing(7)).toMatchObject([{ kind: 'closes', value: 3, usual: 10 }])
  })

  it('stands beside a commit only: a withdrawal gives back what was there', async () => {
    const { batch } = await city.deliver('dossiers', received('2026-12', 'a', 410))
    const effect = await city.figures.effect(batch, 'withdraw', SYSTEM_SCOPE)
    expect(effect.warnings).toBeUndefined()
    expect(effect.later).toEqual([])
  })
})

describe('the month that a delivery should speak of', () => {
  const rows = { read: 50, accepted: 50, rejected: 0, new: 50, changed: 0, unchanged: 0, stale: 0, closed: 0 }
  const of = (month: string) => [{ month, rows: 50, again: 0 }]
  const judge = (month: string, batch: { period: string | null; extractedAt: string | null }, newest: string | null) =>
    rowWarnings({ batch, rows, replaces: false, months: of(month), newest }).map(({ kind, expected }) => [
      kind,
      expected,
    ])

  it('is the period that was given with it, whatever the feed brought before', () => {
    expect(judge('2026-10', { period: '2026-11', extractedAt: null }, '2026-10')).toEqual([['otherMonth', '2026-11']])
    expect(judge('2026-09', { period: '2026-Q3', extractedAt: null }, '2026-11')).toEqual([])
    expect(judge('2026-06', { period: '2026-Q3', extractedAt: null }, '2026-11')).toEqual([['otherMonth', '2026-07']])
  })

  it('is the newest month of the feed, the next one, or that of the extract and the one before it', () => {
    const extractedAt = '2026-12-02T01:00:00Z'
    for (const month of ['2026-09', '2026-10', '2026-11', '2026-12'])
      expect(judge(month, { period: null, extractedAt }, '2026-09')).toEqual([])
    expect(judge('2026-08', { period: null, extractedAt }, '2026-09')).toEqual([['otherMonth', '2026-09']])
  })

  it('is any where nothing is known, and where the rows belong to several', () => {
    expect(judge('2020-01', { period: null, extractedAt: null }, null)).toEqual([])
    const months = [
      { month: '2026-01', rows: 30, again: 0 },
      { month: '2026-02', rows: 20, again: 0 },
    ]
    const batch = { period: null, extractedAt: null }
    expect(rowWarnings({ batch, rows, replaces: false, months, newest: '2026-11' })).toEqual([])
  })
})
