import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FigureRow } from '../../shared/answer.ts'
import { createCalendar, nextWorkingDay } from '../../shared/calendar.ts'
import { isCell } from '../../shared/cell.ts'
import type { Row } from '../../shared/datasets/dataset.ts'
import { completeDossier } from '../../shared/datasets/dossiers.ts'
import { PROGRAM_BOOK } from '../../shared/measures/list.ts'
import { addDays, type Day, dayOf, weekOf } from '../../shared/period.ts'
import type { Query } from '../../shared/query.ts'
import { SYSTEM_SCOPE } from '../../shared/roles.ts'
import { type City, openCity } from '../test/city.ts'
import { createRandom } from '../test/random.ts'
import { COMMUNES, childOf, createDueHistory, randomDossier, TREE } from '../test/random-dossiers.ts'
import { known, leavesOf, stockOf } from './leaves.ts'
import { dayFor, holds, inside } from './recount.ts'

/** Every split below is recounted row by row in plain TypeScript; nothing here comes from the SQL. */
const SEED = Number(process.env.SEED ?? 20261122)

const random = createRandom(SEED)
const withHistory = createDueHistory()

const MEASURES = [
  'received',
  'resolved',
  'early',
  'onTime',
  'late',
  'unclassified',
  'returned',
  'due',
  'open',
  'overdue',
  'paused',
  'openWithin',
  'dueSoon',
  'oldestOverdueDays',
  'onTimeRate',
  'resolutionRate',
  'overdueShare',
  'onlineRate',
  'medianDays',
  'p90Days',
  'meanDaysLate',
  'medianDaysLate',
  'carriedOver',
  'toResolve',
  'onTimeRateOT3',
  'onTimeRateOT4',
  'backlogRatio',
  'lateRate',
  'lateFirst',
  'onTimeFirst',
  'onTimeRateFirst',
  'dueChanged',
  'dueChanges',
]

function randomQuery(): Query {
  const from = addDays('2025-05-20', random.below(100))
  const by = ['unit', random.pick(['day', 'week', 'month']), random.pick(['field', 'channel', 'receivingUnit'])].filter(
    () => random.chance(0.45),
  )
  const level = by.includes('unit') && random.chance(0.3) ? 'commune' : null
  return {
    measures: [1, 2, 3].map(() => `dossiers.${random.pick(MEASURES)}`),
    by,
    period: { from, to: addDays(from, random.below(60)) },
    ...(level && { level }),
    ...(random.chance(0.25) && { where: { channel: ['online', random.pick(['direct', ''])] } }),
  }
}

function bucketKey(time: string | undefined, day: Day): string {
  if (time === 'month') return day.slice(0, 7)
  if (time === 'week') return weekOf(day).from
  return time === 'day' ? day : ''
}

interface Bucket {
  from: Day
  to: Day
}

function bucketsOf(period: Bucket, time: string | undefined): Bucket[] {
  const days: Day[] = []
  for (let day = period.from; day <= period.to; day = addDays(day, 1)) days.push(day)
  return [...Map.groupBy(days, (day) => bucketKey(time, day)).values()].map((run) => ({
    from: run[0] ?? '',
    to: run.at(-1) ?? '',
  }))
}

/** All non-zero figures of a query, counted by hand: group text → measure → value. */
function recount(rows: readonly Row[], query: Query, today: Day): Map<string, Map<string, number>> {
  const by = query.by ?? []
  const time = by.find((name) => ['day', 'week', 'month'].includes(name))
  const column = by.find((name) => ['field', 'channel', 'receivingUnit'].includes(name))
  const period = query.period as Bucket
  const cells = new Map<string, Map<string, Row[]>>()
  const put = (leaf: string, row: Row, day: Day, bucket: Bucket) => {
    const unit = String(row.resolvingUnit ?? row.receivingUnit)
    if (unit === 'elsewhere') return
    const group = query.level ? (COMMUNES.includes(unit) ? unit : null) : childOf(unit, day)
    if (by.includes('unit') && group === null) return
    const key = JSON.stringify([
      by.includes('unit') ? group : '',
      time ? bucket.from : '',
      column ? (row[column] ?? null) : '',
    ])
    const held = cells.get(key) ?? new Map<string, Row[]>()
    cells.set(key, held.set(leaf, [...(held.get(leaf) ?? []), row]))
  }
  const chosen = rows.filter((row) => !query.where || (query.where.channel ?? []).includes(String(row.channel ?? '')))
  for (const bucket of bucketsOf(period, time))
    for (const leaf of leavesOf(
      query.measures.map((id) => known(id, PROGRAM_BOOK)),
      PROGRAM_BOOK,
    ))
      for (const row of chosen) {
        if (leaf.kind === 'count' || leaf.kind === 'distribution') {
          const day = dayFor(leaf.on, row)
          if (day && bucket.from <= day && day <= bucket.to && holds(leaf.where, row)) put(leaf.id, row, day, bucket)
        } else if (
          bucket.from <= today &&
          (leaf.kind === 'stock' || leaf.kind === 'dueSoon' || leaf.kind === 'oldest')
        ) {
          const starts = leaf.kind === 'stock' && leaf.at === 'start'
          const day = starts ? addDays(bucket.from, -1) : bucket.to < today ? bucket.to : today
          const next = nextWorkingDay(day, createCalendar())
          const stock = leaf.kind === 'stock' ? leaf : stockOf(leaf, PROGRAM_BOOK)
          const due = dayFor('dueOn', row)
          if (!inside(stock, row, day)) continue
          if (leaf.kind !== 'dueSoon' || (due !== null && day <= due && due <= next))
            put(leaf.id, row, starts ? bucket.from : day, bucket)
        }
      }
  return new Map(
    [...cells].map(([key, leaves]) => {
      const [, start] = JSON.parse(key) as [string, string]
      const bucket = bucketsOf(period, time).find(({ from }) => !start || from === start) ?? period
      // What is inside on a day to come is not known, nor is a share of it.
      const sure = query.measures.filter((id) => bucket.from <= today || !hasStock(id))
      const end = bucket.to < today ? bucket.to : today
      return [key, new Map(sure.flatMap((id) => toEntry(id, leaves, end)))]
    }),
  )
}

function hasStock(id: string): boolean {
  return leavesOf([known(id, PROGRAM_BOOK)], PROGRAM_BOOK).some(
    ({ kind }) => kind === 'stock' || kind === 'dueSoon' || kind === 'oldest',
  )
}

/** How much rows add to a count: one each, or what a column of theirs says. */
function amount(id: string, rows: readonly Row[]): number {
  const measure = known(id, PROGRAM_BOOK)
  const { adds } = measure.kind === 'count' ? measure : {}
  return adds === undefined ? rows.length : rows.reduce((sum, row) => sum + Number(row[adds]), 0)
}

function toEntry(id: string, leaves: ReadonlyMap<string, Row[]>, day: Day): [string, number][] {
  const measure = known(id, PROGRAM_BOOK)
  const count = (ids: readonly string[]) => ids.reduce((sum, each) => sum + amount(each, leaves.get(each) ?? []), 0)
  if (measure.kind === 'sum') return [[id, count(measure.plus) - count(measure.minus)]]
  if (measure.kind === 'rate') {
    const below = count(measure.denominator)
    return below === 0 ? [] : [[id, (count(measure.numerator) - count(measure.numeratorMinus ?? [])) / below]]
  }
  const rows = leaves.get(id) ?? []
  if (measure.kind === 'oldest') {
    const ages = rows.map((row) => (Date.parse(day) - Date.parse(dayFor(measure.since, row) ?? '')) / 86_400_000)
    return ages.length === 0 ? [] : [[id, Math.max(...ages)]]
  }
  if (measure.kind !== 'distribution') return [[id, amount(id, rows)]]
  const numbers = rows.map((row) =>
    'elapsed' in measure.of
      ? (Date.parse(String(row.finishedAt)) - Date.parse(String(row.receivedAt))) / 86_400_000
      : (Date.parse(dayFor('finishedOn', row) ?? '') - Date.parse(dayFor('dueOn', row) ?? '')) / 86_400_000,
  )
  if (numbers.length === 0) return []
  if (measure.take === 'mean') return [[id, numbers.reduce((a, b) => a + b, 0) / numbers.length]]
  const share = typeof measure.take === 'object' ? measure.take.percentile : 1
  return [[id, numbers.sort((a, b) => a - b)[Math.max(0, Math.ceil(share * numbers.length) - 1)] ?? 0]]
}

function keyOf(row: FigureRow, query: Query): string {
  const by = query.by ?? []
  const time = by.find((name) => ['day', 'week', 'month'].includes(name))
  const column = by.find((name) => ['field', 'channel', 'receivingUnit'].includes(name))
  const period = query.period as Bucket
  const start = time && bucketsOf(period, time).find((bucket) => label(time, bucket.from) === row[time])?.from
  return JSON.stringify([by.includes('unit') ? row.unit : '', start ?? '', column ? row[column] : ''])
}

function label(time: string, day: Day): string {
  if (time === 'month') return day.slice(0, 7)
  if (time === 'day') return day
  // Weeks of 2025: 30 December 2024 was the Monday of week 1.
  const week = Math.floor((Date.parse(weekOf(day).from) - Date.parse('2024-12-30')) / (7 * 86_400_000)) + 1
  return `2025-W${String(week).padStart(2, '0')}`
}

let city: City
beforeAll(async () => {
  city = await openCity('2025-07-10T03:00:00Z', 'p')
  await city.feed('units', { system: true })
  await city.feed('dossiers')
  await city.deliver('units', TREE)
})
afterAll(() => city.end())

async function compare(query: Query, rows: readonly Row[], today: Day): Promise<void> {
  const { rows: answered } = await city.figures.answer({ ...query, units: 'then' }, SYSTEM_SCOPE)
  const expected = recount(rows, query, today)
  const said = JSON.stringify({ seed: SEED, query, today })
  const found = new Map(answered.map((row) => [keyOf(row, query), row]))
  for (const [key, values] of expected)
    for (const [id, value] of values) {
      const cell = found.get(key)?.[id]
      if (value === 0 && !cell) continue
      expect(isCell(cell), `${key} is missing from ${said}`).toBe(true)
      if (isCell(cell)) expect(cell.value ?? 0, `${key} ${id} in ${said}`).toBeCloseTo(value, 9)
    }
  for (const [key, row] of found)
    for (const id of query.measures) {
      const cell = row[id]
      if (isCell(cell) && cell.value)
        expect(expected.get(key)?.get(id), `${key} ${id} in ${said}`).toBeCloseTo(cell.value, 9)
    }
}

it('counts what a recount by hand counts, now and at every earlier seq', async () => {
  const held = new Map<string, Row>()
  const past: { seq: number; rows: Row[]; today: Day }[] = []
  for (let round = 0; round < 12; round++) {
    const delivery = Array.from({ length: 25 }, () => randomDossier(random.below(80), random))
    const once = [...new Map(delivery.map((row) => [row.code, row])).values()]
    const { seq } = await city.deliver('dossiers', once)
    for (const row of once) held.set(String(row.code), withHistory(completeDossier(row)))
    const today = dayOf(city.clock.now())
    past.push({ seq, rows: [...held.values()], today })
    for (let i = 0; i < 8; i++) await compare(randomQuery(), [...held.values()], today)
    const then = random.pick(past)
    for (let i = 0; i < 4; i++) await compare({ ...randomQuery(), at: { seq: then.seq } }, then.rows, then.today)
    city.clock.set(new Date(city.clock.now().getTime() + 6.4 * 86_400_000))
  }
})

it('lists rows whose weights add up to the figure', async () => {
  for (let i = 0; i < 60; i++) {
    const { by: _by, level: _level, ...query } = randomQuery()
    const measure = query.measures[0] ?? ''
    const kind = known(measure, PROGRAM_BOOK).kind
    if (kind === 'distribution' || kind === 'oldest') continue
    const unit = random.pick(['p', 'a', 'd', 'c'])
    const asked = { ...query, measures: [measure], unit }
    const row = await city.ask(asked)
    const cell = row[measure]
    const { total, rows } = await city.figures.rows({ ...asked, measure }, SYSTEM_SCOPE)
    const figure = isCell(cell as FigureRow[string]) ? (cell as { value: number; denominator?: number }) : { value: 0 }
    const sum = rows.reduce((all, each) => all + each.weight, 0)
    expect(sum, JSON.stringify(asked)).toBe(total)
    // A share of what is not known yet is no figure; its rows may be there all the same.
    if (kind === 'rate' && figure.value === null) continue
    expect(total, JSON.stringify(asked)).toBe(kind === 'rate' ? (figure.denominator ?? 0) : (figure.value ?? 0))
    if (kind === 'rate' && figure.value !== null && figure.denominator !== undefined) {
      const hits = rows.reduce((all, each) => all + Number(each.hits), 0)
      expect(hits / figure.denominator, JSON.stringify(asked)).toBeCloseTo(figure.value, 9)
    }
  }
})
