import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity, SMALL_TREE } from '../test/city.ts'
import { type Boxes, dayOfNumber, EMPTY, type Fate, rowOf, walk } from '../test/month.ts'

const UNITS = ['a', 'b', 'd'] as const
/** 1 October is day 0; 15 October 14, 1 November 31, 14 November 44, 15 November 45, 30 November 60, 14 December 74. */
const PERIODS = {
  'November 2026': [31, 60],
  '15 October – 14 November': [14, 44],
  '15 November – 14 December': [45, 74],
} as const
const SEED = Number(process.env.SEED ?? 766)

/** Dossiers of every fate: each unit, channel and end meets every other, with days from a fixed stride so that they fall everywhere. */
function makeFates(): Fate[] {
  let state = SEED
  const below = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % n
  }
  return Array.from({ length: 900 }, (_, i): Fate => {
    const received = below(78)
    const later = received + below(30)
    const kind =
      (['finished', 'finished', 'finished', 'withdrawn', 'paused', 'open', 'refused', 'new'] as const)[i % 8] ?? 'open'
    const dated = kind === 'finished' || kind === 'withdrawn' || kind === 'paused'
    return {
      code: `M${i}`,
      receiving: UNITS[i % 3] ?? 'a',
      resolving: i % 5 === 0 ? (UNITS[below(3)] ?? 'a') : null,
      channel: (['online', 'direct', 'post'] as const)[below(3)] ?? 'direct',
      received,
      due: i % 11 === 0 ? null : received + below(25),
      end: dated ? { kind, day: later } : { kind },
    }
  })
}

const fates = makeFates()
let city: City
beforeAll(async () => {
  // 20 December 2026: every period lies in the past, and some dossiers end after today.
  city = await openCity('2026-12-20T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', SMALL_TREE)
  const rows = fates.map((fate, i) => rowOf(fate, 7 + (i % 10)))
  // Three deliveries: a row that came later counts for the days it speaks of all the same.
  for (const start of [0, 300, 600]) await city.deliver('dossiers', rows.slice(start, start + 300))
})
afterAll(() => city.end())

const NAMES = {
  received: 'received',
  online: 'receivedOnline',
  carriedOver: 'carriedOver',
  toResolve: 'toResolve',
  resolved: 'resolved',
  early: 'early',
  onTime: 'onTime',
  late: 'late',
  unclassified: 'unclassified',
  returned: 'returned',
  open: 'open',
  openWithin: 'openWithin',
  overdue: 'overdue',
  paused: 'paused',
} as const
type Name = keyof typeof NAMES
const MEASURES = Object.values(NAMES).map((name) => `dossiers.${name}`)

/** The form's totals follow from its boxes. */
function withTotals(boxes: Boxes): Record<Name, number> {
  const received = boxes.online + boxes.direct
  return {
    ...boxes,
    received,
    toResolve: received + boxes.carriedOver,
    resolved: boxes.early + boxes.onTime + boxes.late + boxes.unclassified,
    openWithin: boxes.open - boxes.overdue,
  }
}

function readBoxes(row: Record<string, unknown>): Record<Name, number> {
  const entries = Object.entries(NAMES).map(([name, id]) => [name, (row[`dossiers.${id}`] as { value: number }).value])
  return Object.fromEntries(entries) as Record<Name, number>
}

const boxesOf = (list: readonly Fate[], from: number, to: number) => {
  const { direct: _, ...boxes } = withTotals(walk(list, from, to)) as Record<Name, number> & { direct: number }
  return boxes
}

describe.each(Object.entries(PERIODS))('form II.06 of %s', (_, [from, to]) => {
  const period = { from: dayOfNumber(from), to: dayOfNumber(to) }

  it('has in every box what a walk through the days counts, for the province', async () => {
    const row = await city.ask({ measures: MEASURES, period })
    expect(readBoxes(row)).toEqual(boxesOf(fates, from, to))
  })

  it('has them by resolving unit', async () => {
    const { rows } = await city.figures.answer({ measures: MEASURES, by: ['unit'], period }, SYSTEM_SCOPE)
    expect(rows.map((row) => row.unit)).toEqual(['a', 'b', 'd'])
    for (const row of rows) {
      const own = fates.filter(({ receiving, resolving }) => (resolving ?? receiving) === row.unit)
      expect(readBoxes(row), String(row.unit)).toEqual(boxesOf(own, from, to))
    }
  })

  it('has them by receiving unit', async () => {
    const { rows } = await city.figures.answer({ measures: MEASURES, by: ['receivingUnit'], period }, SYSTEM_SCOPE)
    for (const row of rows) {
      const own = fates.filter(({ receiving }) => receiving === row.receivingUnit)
      expect(readBoxes(row), String(row.receivingUnit)).toEqual(boxesOf(own, from, to))
    }
    expect(rows).toHaveLength(3)
  })

  it('obeys the identities of the form, with what the form has no box for', async () => {
    const { rows } = await city.figures.answer({ measures: MEASURES, by: ['unit'], period }, SYSTEM_SCOPE)
    for (const row of [...rows, await city.ask({ measures: MEASURES, period })]) {
      const is = readBoxes(row)
      // (3) = (4)+(5)+(6), where (4)+(5) = new; (7) = (8)+(9)+(10)+unclassified; (11) = (12)+(13); (3) = (7)+(11)+returned
      expect(is.toResolve).toBe(is.received + is.carriedOver)
      expect(is.resolved).toBe(is.early + is.onTime + is.late + is.unclassified)
      expect(is.open).toBe(is.openWithin + is.overdue)
      expect(is.toResolve).toBe(is.resolved + is.open + is.returned)
      expect(is.paused).toBeLessThanOrEqual(is.openWithin)
    }
  })

  it('lists as many rows behind each box as the box says', async () => {
    for (const id of ['carriedOver', 'toResolve', 'open', 'overdue', 'resolved']) {
      const measure = `dossiers.${id}`
      const { total } = await city.figures.rows({ measures: [measure], measure, period }, SYSTEM_SCOPE)
      expect(total, id).toBe(boxesOf(fates, from, to)[id as 'open'])
    }
  })
})

describe('stocks at any past date', () => {
  const STOCKS = ['open', 'overdue', 'paused', 'carriedOver'] as const
  const period = { from: dayOfNumber(5), to: dayOfNumber(75) }
  const measures = STOCKS.map((name) => `dossiers.${name}`)

  it.each([
    ['from the rollup', {}],
    ['from the rows', { where: { channel: ['online', 'direct', 'post'] } }],
  ])('are those of a walk day by day, %s', async (_, more) => {
    const { rows } = await city.figures.answer(
      { measures, by: ['day'], period, order: [['day', 'asc']], ...more },
      SYSTEM_SCOPE,
    )
    expect(rows).toHaveLength(71)
    for (const [i, row] of rows.entries()) {
      const expected = { ...EMPTY, ...walk(fates, 5 + i, 5 + i) }
      const found = STOCKS.map((name) => (row[`dossiers.${name}`] as { value: number }).value)
      expect(found, String(row.day)).toEqual(STOCKS.map((name) => expected[name]))
    }
  })

  it('begin a day with what the day before ended with', async () => {
    const { rows } = await city.figures.answer({ measures, by: ['unit', 'day'], period }, SYSTEM_SCOPE)
    const valueIn = (row: Record<string, unknown>, id: string) => (row[`dossiers.${id}`] as { value: number }).value
    const ends = new Map(rows.map((row) => [`${row.unit} ${row.day}`, valueIn(row, 'open')]))
    for (const row of rows) {
      const before = new Date(Date.parse(String(row.day)) - 86_400_000).toISOString().slice(0, 10)
      const ended = ends.get(`${row.unit} ${before}`)
      if (ended !== undefined) expect(valueIn(row, 'carriedOver')).toBe(ended)
    }
  })
})
