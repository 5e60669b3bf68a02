import { CHANGE_PARTS, type ChangePart } from '../../shared/change.ts'
import type { Dataset } from '../../shared/datasets/dataset.ts'
import type { MeasureBook } from '../../shared/measures/catalogue.ts'
import { type Day, isDay } from '../../shared/period.ts'
import type { Reading } from '../ledger/ledger.ts'
import { columnSql, daySql } from './condition-sql.ts'
import { dateSql } from './coverage.ts'
import { type Leaf, stockOf } from './leaves.ts'

/** The parts of a change that rows make, in their order. */
export const ROW_PARTS = CHANGE_PARTS.slice(CHANGE_PARTS.indexOf('switches'))

/** Is a part made by rows that changed, and not by what lies around them? */
export function isRowPart(part: ChangePart): boolean {
  return ROW_PARTS.includes(part)
}

/** Two states of the rows, and by which days the measure counts them. */
export interface Between {
  reading: Reading
  before: number
  after: number
  /** The local day of the first reading. */
  day: Day
  leaves: readonly Leaf[]
  book: MeasureBook
}

/** The days by which a measure counts a row of this dataset; else the day that dates it. */
function eventDays(dataset: Dataset, { leaves, book }: Pick<Between, 'leaves' | 'book'>): string[] {
  const days = leaves
    .filter((leaf) => leaf.dataset === dataset.id)
    .flatMap((leaf) => {
      const stock =
        leaf.kind === 'dueSoon' || leaf.kind === 'oldest' || leaf.kind === 'matched' ? stockOf(leaf, book) : leaf
      if (stock.kind === 'stock') return stock.leaves === null ? [stock.enters] : [stock.enters, stock.leaves]
      return 'on' in stock ? [stock.on] : []
    })
    .map((day) => daySql(day, dataset))
  if (days.length > 0) return [...new Set(days)]
  if (dataset.period) return [columnSql(dataset, dataset.period.to)]
  const date = dateSql(dataset)
  return date === null ? [] : [date]
}

/**
 * Every key whose version changed between two readings, with the part of the change that it belongs to, as an SQL table
 * expression (columns of `Reading.changes` and `part`). The first that holds:
 *
 * - `withdrawal`: a withdrawal had the last word;
 * - `switches`: all that was delivered reads as before, only what is derived from it differs;
 * - `new`, `late`: the row was not there, or nothing but a day was added to it (finished, left, paused …): the first such day
 *   lies after the day of the first reading, or not;
 * - `correction`: a row that was known is gone or reads otherwise.
 */
export function classesSql(between: Between, dataset: Dataset): string {
  const { reading, before, after, day } = between
  if (!isDay(day)) throw new TypeError(`not a day: ${day}`)
  const days = eventDays(dataset, between)
  const first = (values: string[]) => (values.length === 0 ? 'null::date' : `least(${values.join(', ')})`)
  const newest = (value: string) => `case when ${value} > date '${day}' then 'new' else 'late' end`
  const added = days.map((_, i) => `(c.b${i} is null and c.a${i} is not null)`)
  const kept = days.map((_, i) => `(c.b${i} is null or c.b${i} is not distinct from c.a${i})`)
  const onlyAdded = `(${added.join(' or ') || 'false'}) and ${kept.join(' and ') || 'false'}`
  const part = `case when c.withdrawn then 'withdrawal' when c.derived then 'switches'
     when not c.was then ${newest(first(days.map((_, i) => `c.a${i}`)))}
     when not c.held then 'correction'
     when ${onlyAdded} then ${newest(first(days.map((_, i) => `case when c.b${i} is null then c.a${i} end`)))}
     else 'correction' end`
  return `(select c.*, ${part} as part from ${reading.changes(dataset, before, after, days)} c)`
}

/** Keys of some parts, as a subquery. */
function keysOf(between: Between, dataset: Dataset, parts: readonly ChangePart[]): string {
  const names = parts.map((part) => `'${part}'`).join(', ')
  return `(select c.key from ${classesSql(between, dataset)} c where c.part in (${names}))`
}

/**
 * The rows as they would lie had only the changes of these parts happened: a reading like any other. Not for all parts together:
 * that is the second reading itself, where a withdrawal may also have shortened the history of rows that count as before.
 */
export function mixedReading(between: Between, taken: readonly ChangePart[]): Reading {
  const { reading, before, after } = between
  return {
    ...reading,
    relation: (dataset, _view, where) => {
      const keys = keysOf(between, dataset, taken)
      const [was, is] = [before, after].map((seq) => reading.relation(dataset, { seq }, where))
      // Rows that count on both sides are most of them, and are not compared with anything.
      const kept = `select r.* from ${was} r where r.seq_to is null or r.seq_to > ${after}`
      const held = `select r.* from ${was} r where r.seq_to > ${before} and r.seq_to <= ${after} and not exists (select 1 from ${keys} k where k.key = r.key)`
      const come = `select r.* from ${is} r where r.seq_from > ${before} and r.key in ${keys}`
      return `(${kept} union all ${held} union all ${come})`
    },
  }
}

/** The rows of one part alone, as they were or as they are. */
export function partReading(between: Between, part: ChangePart, side: 'before' | 'after'): Reading {
  const { reading, before, after } = between
  const changed = side === 'before' ? `r.seq_to > ${before} and r.seq_to <= ${after}` : `r.seq_from > ${before}`
  // Where rows speak of their own past, one may read otherwise without a new version.
  const test = (dataset: Dataset) => ((dataset.history ?? []).length === 0 || part !== 'withdrawal' ? changed : 'true')
  return {
    ...reading,
    relation: (dataset, _view, where) =>
      `(select r.* from ${reading.relation(dataset, { seq: between[side] }, where)} r where ${test(dataset)} and r.key in ${keysOf(between, dataset, [part])})`,
  }
}

/** How many keys changed for which reason. */
export async function countClasses(between: Between, dataset: Dataset): Promise<Map<ChangePart, number>> {
  const rows = await between.reading.query<{ part: ChangePart; n: number }>(
    `select c.part as part, count(*) as n from ${classesSql(between, dataset)} c group by c.part`,
  )
  return new Map(rows.map(({ part, n }) => [part, Number(n)]))
}
